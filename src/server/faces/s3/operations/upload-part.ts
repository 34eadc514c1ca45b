import { parseRange } from '../byte-range.ts';
import { openCopySource } from '../copy-source.ts';
import { openUpload } from '../open-upload.ts';
import { sendEmpty, sendXml, xmlTime } from '../respond.ts';
import type { S3Call, S3Operation } from '../s3-call.ts';
import { S3Error } from '../s3-error.ts';

/** Streams a part in; the same number again replaces it. */
export const uploadPart: S3Operation = async (call) => {
  const { upload } = await openUpload(call);
  const number = partNumber(call);
  const body = call.body();
  const part = await call.store.putPart({ upload, number, body: body.bytes });
  sendEmpty(call, 200, { etag: `"${part.etag}"`, ...body.verified() });
};

/** A part taken from an object that is here already, or from a range of it. */
export const uploadPartCopy: S3Operation = async (call) => {
  const { upload } = await openUpload(call);
  const number = partNumber(call);
  const { entry, commit } = await openCopySource(call);
  const header = call.header('x-amz-copy-source-range');
  const range = parseRange(header, entry.size);
  if (header !== undefined && (range === undefined || range === 'unsatisfiable'))
    throw new S3Error(
      'InvalidArgument',
      'x-amz-copy-source-range must be bytes=first-last within the source.',
    );
  const slice = range === 'unsatisfiable' ? undefined : range;
  const body = await call.store.readObject({ sha256: entry.sha256, ...slice });
  const part = await call.store.putPart({ upload, number, body });
  sendXml(
    call,
    'CopyPartResult',
    [
      ['LastModified', xmlTime(part.modified)],
      ['ETag', `"${part.etag}"`],
    ],
    { 'x-amz-copy-source-version-id': commit },
  );
};

const partNumber = (call: S3Call): number => {
  const text = call.query('partNumber') ?? '';
  const number = Number(text);
  if (!/^\d{1,5}$/.test(text) || number < 1 || number > 10_000)
    throw new S3Error('InvalidArgument', 'Part number must be an integer between 1 and 10000, inclusive.');
  return number;
};
