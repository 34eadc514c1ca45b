import type { VersionTables } from './tables.ts';
import { metadataText } from './tree/encode-node.ts';
import type { Entry, Person } from './version-store.ts';

export type StagedRow = VersionTables['staged'];
/** The columns that make the entry. */
export type StagedState = Pick<
  StagedRow,
  'sha256' | 'size' | 'modified' | 'content_type' | 'metadata' | 'etag'
>;

/** What a staged row says of its path: an entry, or null for removed. */
export const entryOfStaged = (row: StagedState): Entry | null =>
  row.sha256 === null
    ? null
    : {
        sha256: row.sha256,
        size: row.size,
        modified: row.modified,
        contentType: row.content_type,
        metadata:
          row.metadata === '' ? {} : Object.fromEntries(JSON.parse(row.metadata) as [string, string][]),
        etag: row.etag,
      };

export const stagedValues = (ref: string, path: string, entry: Entry | null, author: Person) => ({
  ref,
  path,
  sha256: entry?.sha256 ?? null,
  size: entry?.size ?? 0,
  modified: entry?.modified ?? 0,
  content_type: entry?.contentType ?? '',
  metadata: metadataText(entry?.metadata ?? {}),
  etag: entry?.etag ?? '',
  author: author.id,
  author_name: author.name,
});
