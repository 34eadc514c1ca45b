import type { Change } from '../../../../versions/version-store.ts';
import { checkKey } from '../check-key.ts';
import { ifHead, openBranch } from '../open-bucket.ts';
import { childText, type ReadElement, readXmlBody } from '../read-xml-body.ts';
import { sendXml } from '../respond.ts';
import type { S3Operation } from '../s3-call.ts';
import { S3Error } from '../s3-error.ts';
import type { XmlElement } from '../xml.ts';

type Outcome = {
  readonly key: string;
  readonly versionId?: string | undefined;
  readonly error?: S3Error | undefined;
};

/** Up to 1,000 keys in one staged change. A key that cannot be is reported; the others go. */
export const deleteObjects: S3Operation = async (call) => {
  const bucket = await openBranch(call);
  if (call.header('content-md5') === undefined && !hasChecksum(Object.keys(call.request.headers)))
    throw new S3Error('InvalidRequest', 'DeleteObjects needs Content-MD5 or an x-amz-checksum- header.');
  const root = await readXmlBody(call);
  const objects = root.children.filter((child) => child.name === 'Object');
  if (root.name !== 'Delete' || objects.length === 0 || objects.length > 1000)
    throw new S3Error('MalformedXML', 'Delete needs 1 to 1000 Object elements.');
  const outcomes = objects.map(readOutcome);
  const changes = outcomes
    .filter((outcome) => outcome.error === undefined)
    .map(({ key }): Change => ({ type: 'delete', path: key }));
  if (changes.length > 0)
    await call.store.writeFiles(call.caller.actor, { ...bucket, changes, ...ifHead(call) });
  const quiet = childText(root, 'Quiet')?.trim() === 'true';
  sendXml(call, 'DeleteResult', [
    ...(quiet
      ? []
      : outcomes.filter(({ error }) => !error).map(({ key }): XmlElement => ['Deleted', [['Key', key]]])),
    ...outcomes.flatMap(({ key, versionId, error }): XmlElement[] =>
      error
        ? [
            [
              'Error',
              [
                ['Key', key],
                versionId === undefined ? null : ['VersionId', versionId],
                ['Code', error.code],
                ['Message', error.message],
              ],
            ],
          ]
        : [],
    ),
  ]);
};

const hasChecksum = (names: readonly string[]): boolean =>
  names.some(
    (name) =>
      name.startsWith('x-amz-checksum-') ||
      name === 'x-amz-trailer' ||
      name === 'x-amz-sdk-checksum-algorithm',
  );

const readOutcome = (object: ReadElement): Outcome => {
  const key = childText(object, 'Key');
  if (key === undefined) throw new S3Error('MalformedXML', 'An Object has no Key.');
  const versionId = childText(object, 'VersionId');
  if (versionId !== undefined && versionId !== 'null')
    return {
      key,
      versionId,
      error: new S3Error('NotImplemented', 'A commit never changes; its files cannot be deleted one by one.'),
    };
  return { key, error: checkKey(key) };
};
