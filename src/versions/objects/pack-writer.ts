import type { Database } from '../../db/database.ts';
import type { BlobBackend } from '../blobs/blob-backend.ts';
import type { VersionTables } from '../tables.ts';
import { upsertObjects } from './object-rows.ts';
import { packKey } from './object-store.ts';
import { packBuilder, type PackRecord } from './pack-format.ts';

const packSize = 8 * 1024 * 1024;
/** Of tiny objects a pack takes this many: their rows weigh more than their bytes. */
const mostRecords = 10_000;
/** Packs on their way to the disk at once: while one syncs, the next is written. */
const mostWriting = 4;
const rowsPerStatement = 500;
/** Hashes fall anywhere in their index, so a plan rewrites nearly all of its pages: few large plans, not many. */
const rowsPerPlan = 20_000;

/** Writes many small objects straight into packs, past the journal: bulk writes. */
export type PackWriter = {
  /** Answers undefined, or a promise to wait for when a pack is being written. */
  add(record: PackRecord): Promise<void> | undefined;
  /** After this answers all that was added is durable and can be named. */
  flush(): Promise<void>;
};

type PackWriterOptions = {
  readonly db: Database;
  readonly backend: BlobBackend;
  readonly clock: () => number;
  readonly random: (bytes: number) => Uint8Array;
};

export const packWriter = ({ db, backend, clock, random }: PackWriterOptions): PackWriter => {
  let builder = packBuilder();
  let rows: VersionTables['object'][] = [];
  let key = packKey(random);
  let seen = new Set<string>();
  const writing = new Set<Promise<void>>();
  let synced: VersionTables['object'][] = [];
  let failure: { readonly error: unknown } | undefined;

  const writeRows = async (): Promise<void> => {
    // In the order of the index, where neighbours share a page.
    const batch = synced.sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1));
    synced = [];
    const plan = [];
    for (let i = 0; i < batch.length; i += rowsPerStatement) {
      plan.push(upsertObjects(batch.slice(i, i + rowsPerStatement)));
    }
    if (plan.length > 0) await db.write(plan);
  };

  const close = (): void => {
    const pack = builder;
    const packRows = rows;
    const packName = key;
    builder = packBuilder();
    rows = [];
    key = packKey(random);
    seen = new Set();
    const work = (async () => {
      // The bytes are synced before the rows that name them.
      await backend.put(packName, pack.parts());
      for (const row of packRows) synced.push(row);
      if (synced.length >= rowsPerPlan) await writeRows();
    })().catch((error: unknown) => {
      failure ??= { error };
    });
    writing.add(work);
    void work.then(() => writing.delete(work));
  };

  return {
    add(record) {
      if (!seen.has(record.sha256)) {
        seen.add(record.sha256);
        const start = builder.add(record);
        rows.push({
          sha256: record.sha256,
          size: record.bytes.length,
          place: 'pack',
          storage: key,
          start,
          touched: clock(),
        });
      }
      if (failure !== undefined) throw failure.error;
      if (builder.size() < packSize && builder.count() < mostRecords) return undefined;
      close();
      return writing.size < mostWriting ? undefined : Promise.race(writing);
    },
    async flush() {
      if (builder.count() > 0) close();
      await Promise.all(writing);
      if (failure !== undefined) throw failure.error;
      await writeRows();
    },
  };
};
