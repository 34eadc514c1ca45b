import { atVersion, openBucket } from '../open-bucket.ts';
import { sendXml } from '../respond.ts';
import type { S3Call, S3Operation } from '../s3-call.ts';
import { S3Error } from '../s3-error.ts';
import { aclXml } from './acl-xml.ts';

const requireObject = async (call: S3Call): Promise<void> => {
  const { repo, ref } = await atVersion(call, await openBucket(call), call.query('versionId'));
  if ((await call.store.getEntry({ repo, ref, path: call.key })) === null) throw new S3Error('NoSuchKey');
};

/** No tags, said of an object that is there: the aws CLI asks before it copies in parts. */
export const getObjectTagging: S3Operation = async (call) => {
  await requireObject(call);
  sendXml(call, 'Tagging', [['TagSet', '']]);
};

export const getObjectAcl: S3Operation = async (call) => {
  await requireObject(call);
  sendXml(call, 'AccessControlPolicy', aclXml(call));
};
