import type { ListItem, Page } from '../../../../versions/version-store.ts';
import { openBucket, pinnedCommit } from '../open-bucket.ts';
import { sendXml, xmlTime } from '../respond.ts';
import type { S3Operation } from '../s3-call.ts';
import type { XmlElement } from '../xml.ts';
import { readCount, readEncoding } from './list-objects.ts';

/**
 * The latest version of each key only, by the id `null` on a branch and the commit's on a commit: rclone
 * purges a bucket by this list. Older states are commits, read by `versionId=<commit>` or `commit.repo`.
 */
export const listObjectVersions: S3Operation = async (call) => {
  const { repo, ref } = await openBucket(call);
  const encode = readEncoding(call);
  const [prefix, delimiter, after] = ['prefix', 'delimiter', 'key-marker'].map(
    (name) => call.query(name) ?? '',
  );
  const limit = readCount(call, 'max-keys');
  const page: Page<ListItem> =
    limit === 0
      ? { items: [], next: null }
      : await call.store.listEntries({
          repo,
          ref,
          limit,
          prefix: prefix || undefined,
          delimiter: delimiter || undefined,
          after: after || undefined,
        });
  const version = pinnedCommit(ref) ?? 'null';
  const text = (name: string, value = ''): XmlElement => [name, encode(value)];
  const owner: XmlElement = [
    'Owner',
    [
      ['ID', call.caller.actor.organisation],
      ['DisplayName', call.caller.actor.name],
    ],
  ];
  sendXml(call, 'ListVersionsResult', [
    ['Name', call.bucket],
    text('Prefix', prefix),
    text('KeyMarker', after),
    ['VersionIdMarker', call.query('version-id-marker') ?? ''],
    ['MaxKeys', limit],
    delimiter === '' ? null : text('Delimiter', delimiter),
    call.query('encoding-type') === undefined ? null : ['EncodingType', 'url'],
    ['IsTruncated', page.next !== null],
    page.next === null ? null : text('NextKeyMarker', page.next),
    page.next === null ? null : ['NextVersionIdMarker', version],
    ...page.items.map(
      (item): XmlElement =>
        item.type === 'file'
          ? [
              'Version',
              [
                text('Key', item.path),
                ['VersionId', version],
                ['IsLatest', true],
                ['LastModified', xmlTime(item.entry.modified)],
                ['ETag', `"${item.entry.etag}"`],
                ['Size', item.entry.size],
                owner,
                ['StorageClass', 'STANDARD'],
              ],
            ]
          : ['CommonPrefixes', [text('Prefix', item.prefix)]],
    ),
  ]);
};
