import type { Upload, UploadPart } from '../../../../versions/version-commands.ts';
import { openUpload } from '../open-upload.ts';
import { sendXml, xmlTime } from '../respond.ts';
import type { S3Call, S3Operation } from '../s3-call.ts';
import type { XmlElement } from '../xml.ts';
import { readCount } from './list-objects.ts';

export const listParts: S3Operation = async (call) => {
  const { upload } = await openUpload(call);
  const after = Number(call.query('part-number-marker') ?? 0) || 0;
  const limit = readCount(call, 'max-parts');
  const { items, more } =
    limit === 0 ? { items: [], more: false } : await call.store.listParts({ upload, after, limit });
  const person: readonly XmlElement[] = [
    ['ID', call.caller.actor.organisation],
    ['DisplayName', upload.author.name],
  ];
  sendXml(call, 'ListPartsResult', [
    ['Bucket', call.bucket],
    ['Key', call.key],
    ['UploadId', upload.id],
    ['Initiator', person],
    ['Owner', person],
    ['StorageClass', 'STANDARD'],
    ['PartNumberMarker', after],
    more ? ['NextPartNumberMarker', items.at(-1)?.number ?? after] : null,
    ['MaxParts', limit],
    ['IsTruncated', more],
    ...items.map(
      (part): XmlElement => [
        'Part',
        [
          ['PartNumber', part.number],
          ['LastModified', xmlTime(part.modified)],
          ['ETag', `"${part.etag}"`],
          ['Size', part.size],
        ],
      ],
    ),
  ]);
};

/** All parts of an upload, by number. */
export async function* everyPart(call: S3Call, upload: Upload): AsyncGenerator<UploadPart> {
  let after = 0;
  for (let more = true; more; ) {
    const page = await call.store.listParts({ upload, after, limit: 1000 });
    yield* page.items;
    after = page.items.at(-1)?.number ?? after;
    more = page.more && page.items.length > 0;
  }
}
