import { ifHead } from '../open-bucket.ts';
import { openUpload } from '../open-upload.ts';
import { childText, type ReadElement, readXmlBody } from '../read-xml-body.ts';
import type { S3Operation } from '../s3-call.ts';
import { S3Error } from '../s3-error.ts';
import { answerSlowly } from '../slow-answer.ts';
import { parseEtags } from '../etag-list.ts';
import { everyPart } from './list-parts.ts';
import { readWriteCondition, withWriteCondition } from '../write-conditions.ts';

type NamedPart = { readonly number: number; readonly etag: string };

/** Joining a large object takes longer than clients wait for a byte. */
const patience = 10_000;
const leastPart = 5 * 2 ** 20;

/** Joins the parts that the request names, in its order, and stages the result. */
export const completeMultipartUpload: S3Operation = async (call) => {
  const { upload, ...bucket } = await openUpload(call);
  const condition = readWriteCondition(call);
  const root = await readXmlBody(call);
  const parts = root.children.filter((child) => child.name === 'Part').map(readPart);
  if (root.name !== 'CompleteMultipartUpload' || parts.length === 0 || parts.length > 10_000)
    throw new S3Error('MalformedXML', 'CompleteMultipartUpload needs 1 to 10000 Part elements.');
  if (parts.some((part, index) => index > 0 && part.number <= (parts[index - 1]?.number ?? 0)))
    throw new S3Error('InvalidPartOrder');
  const there = new Map<number, { etag: string; size: number }>();
  for await (const part of everyPart(call, upload)) there.set(part.number, part);
  parts.forEach((part, index) => {
    const found = there.get(part.number);
    if (found?.etag !== part.etag)
      throw new S3Error('InvalidPart', undefined, { PartNumber: String(part.number), ETag: part.etag });
    if (index < parts.length - 1 && found.size < leastPart)
      throw new S3Error('EntityTooSmall', undefined, {
        PartNumber: String(part.number),
        ProposedSize: String(found.size),
        MinSizeAllowed: String(leastPart),
      });
  });
  await answerSlowly(call, patience, async () => {
    const { entry, commit } = await withWriteCondition(call, bucket, () =>
      call.store.completeUpload(call.caller.actor, {
        repo: bucket.repo,
        upload,
        parts,
        ...condition,
        ...ifHead(call),
      }),
    );
    return {
      root: 'CompleteMultipartUploadResult',
      content: [
        ['Location', `/${call.bucket}/${call.key}`],
        ['Bucket', call.bucket],
        ['Key', call.key],
        ['ETag', `"${entry.etag}"`],
      ],
      headers: { 'x-amz-version-id': commit?.id },
    };
  });
};

const readPart = (element: ReadElement): NamedPart => {
  const number = Number(childText(element, 'PartNumber')?.trim() || Number.NaN);
  const etag = parseEtags(childText(element, 'ETag') ?? '')[0];
  if (!Number.isInteger(number) || !etag)
    throw new S3Error('MalformedXML', 'A Part needs PartNumber and ETag.');
  return { number, etag };
};
