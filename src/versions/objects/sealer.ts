import type { Database, Statement } from '../../db/database.ts';
import type { BlobBackend } from '../blobs/blob-backend.ts';
import { sql } from '../tables.ts';
import { packKey } from './object-store.ts';
import { packBuilder } from './pack-format.ts';
import { snapshotLines, snapshotPrefix } from './refs-snapshot.ts';

/** Moves the journal into packs: when some MiB wait, when idle, before a backup, at shutdown. */
export type Sealer = {
  /** Told after each plan how many bytes it put into the journal, 0 when only refs changed. */
  wake(bytes: number): void;
  /** Seals all that is in the journal now, and writes the refs beside it. */
  seal(): Promise<{ objects: number; packs: number }>;
  /** Stops the timer; waits for a seal that runs. */
  close(): Promise<void>;
};

const wakeBytes = 8 * 1024 * 1024;
const packBytes = 8 * 1024 * 1024;
const idleMs = 5_000;

type SealerOptions = {
  readonly db: Database;
  readonly backend: BlobBackend;
  readonly clock: () => number;
  readonly random: (bytes: number) => Uint8Array;
  readonly onError: (error: unknown) => void;
  /** false: seals only when told. */
  readonly background: boolean;
};

export const createSealer = ({ db, backend, clock, random, onError, background }: SealerOptions): Sealer => {
  let waiting = 0;
  let dirty = true;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<unknown> = Promise.resolve();
  let closed = false;

  const sealPack = async (): Promise<number> => {
    const sizes = await db.read(
      sql
        .selectFrom('journal')
        .select(['sha256', (eb) => eb.fn<number>('length', ['bytes']).as('size')])
        .limit(2000),
    );
    if (sizes.length === 0) return 0;
    const chosen: string[] = [];
    let total = 0;
    for (const { sha256, size } of sizes) {
      if (chosen.length > 0 && total + size > packBytes) break;
      chosen.push(sha256);
      total += size;
    }
    const pack = packBuilder();
    const moved: { sha256: string; start: number }[] = [];
    for (let i = 0; i < chosen.length; i += 200) {
      const rows = await db.read(
        sql
          .selectFrom('journal')
          .selectAll()
          .where('sha256', 'in', chosen.slice(i, i + 200)),
      );
      for (const row of rows) moved.push({ sha256: row.sha256, start: pack.add(row) });
    }
    const key = packKey(random);
    await backend.put(key, pack.parts());
    const plan: Statement[] = [];
    for (let i = 0; i < moved.length; i += 500) plan.push(...moveStatements(moved.slice(i, i + 500), key));
    await db.write(plan);
    return moved.length;
  };

  const sealAll = async (): Promise<{ objects: number; packs: number }> => {
    // Refs first: what they name is in the journal or in packs by then, so that the snapshot's names hold.
    const snapshot = dirty ? await snapshotLines(db) : null;
    dirty = false;
    waiting = 0;
    let objects = 0;
    let packs = 0;
    try {
      for (let sealed = await sealPack(); sealed > 0; sealed = await sealPack()) {
        objects += sealed;
        packs++;
      }
      if (snapshot !== null) await writeSnapshot(snapshot);
    } catch (error) {
      dirty = true;
      throw error;
    }
    return { objects, packs };
  };

  const writeSnapshot = async (bytes: Uint8Array): Promise<void> => {
    const now = clock().toString().padStart(15, '0');
    await backend.put(`${snapshotPrefix}${now}-${Buffer.from(random(4)).toString('hex')}`, bytes);
    const keys: string[] = [];
    for await (const { key } of backend.list(snapshotPrefix)) keys.push(key);
    for (const key of keys.sort().slice(0, -2)) await backend.delete(key);
  };

  const seal = (): Promise<{ objects: number; packs: number }> => {
    const mine = running.then(sealAll, sealAll);
    running = mine.catch(() => undefined);
    return mine;
  };
  const arm = (delay: number): void => {
    if (closed || !background) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      timer = undefined;
      seal().catch((error: unknown) => {
        onError(error);
        arm(60_000);
      });
    }, delay);
    timer.unref();
  };

  return {
    wake(bytes) {
      dirty = true;
      const before = waiting;
      waiting += bytes;
      if (waiting < wakeBytes) arm(idleMs);
      else if (before < wakeBytes) arm(0);
    },
    seal,
    async close() {
      closed = true;
      clearTimeout(timer);
      await running;
    },
  };
};

/** Points the rows to the pack and frees the journal, in one plan. */
const moveStatements = (moved: readonly { sha256: string; start: number }[], key: string): Statement[] => {
  const ids = moved.map(({ sha256 }) => sha256);
  return [
    {
      sql: `with moved (sha256, start) as (values ${moved.map(() => '(?, ?)').join(', ')})
        update object set place = 'pack', storage = ?, start = moved.start from moved
        where object.sha256 = moved.sha256 and object.place = 'journal'`,
      parameters: [...moved.flatMap(({ sha256, start }) => [sha256, start]), key],
    },
    { sql: `delete from journal where sha256 in (${ids.map(() => '?').join(', ')})`, parameters: ids },
  ];
};
