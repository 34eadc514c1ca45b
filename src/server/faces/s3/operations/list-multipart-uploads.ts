import type { Upload } from '../../../../versions/version-commands.ts';
import { openBranch } from '../open-bucket.ts';
import { sendXml, xmlTime } from '../respond.ts';
import type { S3Operation } from '../s3-call.ts';
import type { XmlElement } from '../xml.ts';
import { readCount, readEncoding } from './list-objects.ts';

/** Uploads under way. With a delimiter, those of the page fold into prefixes. */
export const listMultipartUploads: S3Operation = async (call) => {
  const { repo, branch } = await openBranch(call);
  const encode = readEncoding(call);
  const prefix = call.query('prefix') ?? '';
  const delimiter = call.query('delimiter') ?? '';
  const keyMarker = call.query('key-marker') ?? '';
  const idMarker = call.query('upload-id-marker') ?? '';
  const limit = readCount(call, 'max-uploads');
  const { items, more } =
    limit === 0
      ? { items: [], more: false }
      : await call.store.listUploads({
          repo,
          branch,
          limit,
          ...(prefix === '' ? {} : { prefix }),
          // Without an id, the marker is past every upload of its key.
          ...(keyMarker === ''
            ? {}
            : { after: { path: keyMarker, id: idMarker === '' ? '\uffff' : idMarker } }),
        });
  const folded = new Set<string>();
  const shown: Upload[] = [];
  for (const upload of items) {
    const end = delimiter === '' ? -1 : upload.path.indexOf(delimiter, prefix.length);
    if (end < 0) shown.push(upload);
    else folded.add(upload.path.slice(0, end + delimiter.length));
  }
  const last = items.at(-1);
  const person = (upload: Upload): readonly XmlElement[] => [
    ['ID', call.caller.actor.organisation],
    ['DisplayName', upload.author.name],
  ];
  sendXml(call, 'ListMultipartUploadsResult', [
    ['Bucket', call.bucket],
    ['KeyMarker', encode(keyMarker)],
    ['UploadIdMarker', idMarker],
    more && last ? ['NextKeyMarker', encode(last.path)] : null,
    more && last ? ['NextUploadIdMarker', last.id] : null,
    prefix === '' ? null : ['Prefix', encode(prefix)],
    delimiter === '' ? null : ['Delimiter', encode(delimiter)],
    call.query('encoding-type') === undefined ? null : ['EncodingType', 'url'],
    ['MaxUploads', limit],
    ['IsTruncated', more],
    ...shown.map(
      (upload): XmlElement => [
        'Upload',
        [
          ['Key', encode(upload.path)],
          ['UploadId', upload.id],
          ['Initiator', person(upload)],
          ['Owner', person(upload)],
          ['StorageClass', 'STANDARD'],
          ['Initiated', xmlTime(upload.startedAt)],
        ],
      ],
    ),
    ...[...folded].map((path): XmlElement => ['CommonPrefixes', [['Prefix', encode(path)]]]),
  ]);
};
