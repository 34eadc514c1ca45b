import { openBranch, openBucket } from '../open-bucket.ts';
import { readXmlBody, childText } from '../read-xml-body.ts';
import { sendEmpty, sendXml } from '../respond.ts';
import type { S3Operation } from '../s3-call.ts';
import { S3Error } from '../s3-error.ts';
import type { S3ErrorCode } from '../s3-error-table.ts';
import { aclXml } from './acl-xml.ts';
import type { XmlContent } from '../xml.ts';

const answer =
  (root: string, content: XmlContent): S3Operation =>
  async (call) => {
    await openBucket(call);
    sendXml(call, root, content);
  };
const none =
  (code: S3ErrorCode): S3Operation =>
  async (call) => {
    await openBucket(call);
    throw new S3Error(code);
  };

/** Empty means us-east-1, the region that needs no redirect. */
export const getBucketLocation = answer('LocationConstraint', '');
/** Every repo keeps its versions, always. */
export const getBucketVersioning = answer('VersioningConfiguration', [['Status', 'Enabled']]);

export const putBucketVersioning: S3Operation = async (call) => {
  await openBranch(call);
  if (childText(await readXmlBody(call), 'Status') !== 'Enabled')
    throw new S3Error('NotImplemented', 'Versioning cannot be suspended: every repo keeps its versions.');
  sendEmpty(call, 200);
};

export const getBucketAcl: S3Operation = async (call) => {
  await openBucket(call);
  sendXml(call, 'AccessControlPolicy', aclXml(call));
};

/** What clients ask about a bucket by the name of the subresource: nothing of it exists here, and that is said as S3 does. */
export const bucketQuestions: ReadonlyMap<string, S3Operation> = new Map([
  ['location', getBucketLocation],
  ['versioning', getBucketVersioning],
  ['acl', getBucketAcl],
  ['accelerate', answer('AccelerateConfiguration', '')],
  ['logging', answer('BucketLoggingStatus', '')],
  ['notification', answer('NotificationConfiguration', '')],
  ['requestPayment', answer('RequestPaymentConfiguration', [['Payer', 'BucketOwner']])],
  ['policyStatus', answer('PolicyStatus', [['IsPublic', false]])],
  ['policy', none('NoSuchBucketPolicy')],
  ['cors', none('NoSuchCORSConfiguration')],
  ['tagging', none('NoSuchTagSet')],
  ['lifecycle', none('NoSuchLifecycleConfiguration')],
  ['website', none('NoSuchWebsiteConfiguration')],
  ['encryption', none('ServerSideEncryptionConfigurationNotFoundError')],
  ['publicAccessBlock', none('NoSuchPublicAccessBlockConfiguration')],
  ['replication', none('ReplicationConfigurationNotFoundError')],
  ['object-lock', none('ObjectLockConfigurationNotFoundError')],
]);
