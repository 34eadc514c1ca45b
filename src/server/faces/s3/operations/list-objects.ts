import type { ListItem, Page } from '../../../../versions/version-store.ts';
import { openBucket } from '../open-bucket.ts';
import { encodeAws } from '../raw-url.ts';
import { sendXml, xmlTime } from '../respond.ts';
import type { S3Call, S3Operation } from '../s3-call.ts';
import { S3Error } from '../s3-error.ts';
import type { XmlElement } from '../xml.ts';

/** ListObjects V1 and V2: one page of the store is one page here. */
export const listObjects: S3Operation = async (call) => {
  const two = call.query('list-type') === '2';
  const { repo, ref } = await openBucket(call);
  const encode = readEncoding(call);
  const prefix = call.query('prefix') ?? '';
  const delimiter = call.query('delimiter') ?? '';
  const limit = readCount(call, 'max-keys');
  const token = call.query('continuation-token');
  const startAfter = call.query(two ? 'start-after' : 'marker') ?? '';
  const after = two && token !== undefined ? readToken(token) : startAfter;
  const page: Page<ListItem> =
    limit === 0
      ? { items: [], next: null }
      : await call.store.listEntries({
          repo,
          ref,
          limit,
          ...(prefix === '' ? {} : { prefix }),
          ...(delimiter === '' ? {} : { delimiter }),
          ...(after === '' ? {} : { after }),
        });
  const text = (name: string, value: string): XmlElement => [name, encode(value)];
  const owner: XmlElement = [
    'Owner',
    [
      ['ID', call.caller.actor.organisation],
      ['DisplayName', call.caller.actor.name],
    ],
  ];
  const withOwner = !two || call.query('fetch-owner') === 'true';
  sendXml(call, 'ListBucketResult', [
    ['Name', call.bucket],
    text('Prefix', prefix),
    ...(two
      ? [
          ['KeyCount', page.items.length] as const,
          token === undefined ? null : (['ContinuationToken', token] as const),
          startAfter === '' ? null : text('StartAfter', startAfter),
          page.next === null ? null : (['NextContinuationToken', writeToken(page.next)] as const),
        ]
      : [
          text('Marker', startAfter),
          // S3 leaves it out without a delimiter: the last key is the marker. Saying it harms nobody.
          page.next === null ? null : text('NextMarker', page.next),
        ]),
    ['MaxKeys', limit],
    delimiter === '' ? null : text('Delimiter', delimiter),
    call.query('encoding-type') === undefined ? null : ['EncodingType', 'url'],
    ['IsTruncated', page.next !== null],
    ...page.items.map((item): XmlElement | null =>
      item.type === 'file'
        ? [
            'Contents',
            [
              text('Key', item.path),
              ['LastModified', xmlTime(item.entry.modified)],
              ['ETag', `"${item.entry.etag}"`],
              ['Size', item.entry.size],
              withOwner ? owner : null,
              ['StorageClass', 'STANDARD'],
            ],
          ]
        : null,
    ),
    ...page.items.map((item): XmlElement | null =>
      item.type === 'prefix' ? ['CommonPrefixes', [text('Prefix', item.prefix)]] : null,
    ),
  ]);
};

/** `encoding-type=url` lets keys hold what XML cannot. */
export const readEncoding = (call: S3Call): ((text: string) => string) => {
  const encoding = call.query('encoding-type');
  if (encoding !== undefined && encoding !== 'url')
    throw new S3Error('InvalidArgument', 'encoding-type is url.');
  return encoding === undefined ? (text) => text : (text) => encodeAws(text, true);
};

/** A page's size: 1000 at most and unless said. */
export const readCount = (call: S3Call, name: string): number => {
  const text = call.query(name);
  if (text === undefined || text === '') return 1000;
  if (!/^\d{1,10}$/.test(text) || Number(text) > 2 ** 31 - 1)
    throw new S3Error('InvalidArgument', `${name} must be between 0 and 2147483647.`);
  return Math.min(Number(text), 1000);
};

const writeToken = (next: string): string => Buffer.from(next).toString('base64url');
const readToken = (token: string): string => {
  const text = Buffer.from(token, 'base64url').toString();
  if (token === '' || writeToken(text) !== token)
    throw new S3Error('InvalidArgument', 'The continuation token provided is incorrect.');
  return text;
};
