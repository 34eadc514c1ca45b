import type { Database } from '../../db/database.ts';
import { type BlobBackend, BlobMissing } from '../blobs/blob-backend.ts';
import { sql } from '../tables.ts';

/** What of a pack is not asked for is read along up to this, rather than by a read of its own. */
const largestGap = 16 * 1024;
const largestRead = 4 * 1024 * 1024;
/** Of one look-up; SQLite and PostgreSQL limit the parameters of a statement. */
const mostHashes = 1000;

type Place = {
  readonly sha256: string;
  readonly size: number;
  readonly storage: string;
  readonly start: number;
};

type ReadMany = {
  readonly db: Pick<Database, 'read'>;
  readonly backend: Pick<BlobBackend, 'getRange'>;
  /** Reads one by itself: a blob of its own, or whatever could not be read with others. */
  readonly readBytes: (sha256: string) => Promise<Uint8Array>;
};

/**
 * Objects by hash with few look-ups and few reads: what lies side by side in a pack is read as one. All of them are in
 * memory afterwards, so ask for no more than that bears.
 */
export const readMany = async (
  { db, backend, readBytes }: ReadMany,
  hashes: readonly string[],
): Promise<ReadonlyMap<string, Uint8Array>> => {
  const found = new Map<string, Uint8Array>();
  const packed: Place[] = [];
  const wanted = [...new Set(hashes)];
  for (let at = 0; at < wanted.length; at += mostHashes) {
    const rows = await db.read(
      sql
        .selectFrom('object')
        .leftJoin('journal', 'journal.sha256', 'object.sha256')
        .select(['object.sha256', 'object.size', 'object.place', 'object.storage', 'object.start'])
        .select('journal.bytes')
        .where('object.sha256', 'in', wanted.slice(at, at + mostHashes)),
    );
    for (const { bytes, ...row } of rows) {
      if (row.place === 'journal' && bytes !== null) found.set(row.sha256, bytes);
      else if (row.place === 'pack') packed.push(row);
    }
  }
  for (const group of neighbours(packed)) {
    const bytes = await readGroup(backend, group);
    const from = group[0]?.start ?? 0;
    for (const { sha256, start, size } of bytes === undefined ? [] : group)
      found.set(sha256, (bytes as Uint8Array).subarray(start - from, start - from + size));
  }
  // large ones, what a seal or a gc moved in between, and what is missing
  for (const sha256 of wanted) if (!found.has(sha256)) found.set(sha256, await readBytes(sha256));
  return found;
};

const neighbours = (places: readonly Place[]): readonly (readonly Place[])[] => {
  const groups: Place[][] = [];
  let end = 0;
  for (const place of places.toSorted((a, b) => compare(a.storage, b.storage) || a.start - b.start)) {
    const group = groups.at(-1);
    const first = group?.[0];
    if (
      group !== undefined &&
      first?.storage === place.storage &&
      place.start - end <= largestGap &&
      place.start + place.size - first.start <= largestRead
    )
      group.push(place);
    else groups.push([place]);
    end = place.start + place.size;
  }
  return groups;
};

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** undefined where the pack is not there any more, or not whole. */
const readGroup = async (
  backend: Pick<BlobBackend, 'getRange'>,
  group: readonly Place[],
): Promise<Uint8Array | undefined> => {
  const [first, last] = [group[0], group.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const parts: Uint8Array[] = [];
  try {
    for await (const part of backend.getRange(first.storage, first.start, last.start + last.size))
      parts.push(part);
  } catch (error) {
    if (!(error instanceof BlobMissing)) throw error;
    return undefined;
  }
  return parts.length === 1 ? parts[0] : Buffer.concat(parts);
};
