import type { S3Call } from './s3-call.ts';
import { S3Error } from './s3-error.ts';

/**
 * Refuses headers that ask for something which would silently not happen. Storage class, canned ACLs and
 * server-managed encryption are accepted: there is one class, nothing is public, and disks encrypt.
 */
export const refuseUnkept = (call: S3Call): void => {
  for (const name of Object.keys(call.request.headers)) {
    if (
      name.includes('customer-algorithm') ||
      name.startsWith('x-amz-object-lock-') ||
      name.startsWith('x-amz-grant-')
    )
      throw new S3Error('NotImplemented', `${name} is not implemented here.`);
  }
  if (call.header('x-amz-tagging'))
    throw new S3Error('NotImplemented', 'Tags are not implemented here; use user metadata.');
  if (call.header('x-amz-website-redirect-location'))
    throw new S3Error('NotImplemented', 'Website redirects are not implemented here.');
};
