import { hash } from 'node:crypto';
import type { Database, Statement } from '../../db/database.ts';
import { prepared } from '../../db/prepared.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import { type BlobBackend, BlobMissing } from '../blobs/blob-backend.ts';
import { sql } from '../tables.ts';
import type { WrittenObject } from '../version-store.ts';
import { blockCache, blockSize } from './block-cache.ts';
import type { HashPool } from './hash-pool.ts';
import { readMany } from './read-many.ts';
import { journalStatements, touchObject, upsertObject } from './object-rows.ts';

/** Bodies up to this ride in the plan that names them. */
export const journalLimit = 64 * 1024;
/** Bodies up to this are hashed on the spot. */
const inlineLimit = 256 * 1024;

export type ObjectStore = {
  /** Streams a body in; a large one is a synced blob when this answers. Writes no row. */
  write(body: Uint8Array | AsyncIterable<Uint8Array>): Promise<WrittenObject>;
  /** The statements that make written objects part of a plan. */
  statements(objects: readonly WrittenObject[]): Statement[];
  /** Bytes `start` up to, not including, `end`. AppError object.missing. */
  read(sha256: string, range?: { start?: number; end?: number }): AsyncIterable<Uint8Array>;
  /** Like `read`, but says at once when the object is missing. */
  open(sha256: string, range?: { start?: number; end?: number }): Promise<AsyncIterable<Uint8Array>>;
  /** All of a small object. */
  readBytes(sha256: string): Promise<Uint8Array>;
  /** All of each of these. AppError object.missing. */
  readMany(hashes: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>>;
};

type ObjectStoreOptions = {
  readonly db: Database;
  readonly backend: BlobBackend;
  readonly hashes: HashPool;
  readonly clock: () => number;
  readonly random: (bytes: number) => Uint8Array;
};

export const objectStore = ({ db, backend, hashes, clock, random }: ObjectStoreOptions): ObjectStore => {
  const blocks = blockCache(backend);
  const locate = async (sha256: string) => {
    const [row] = await db.lookup(placeOf({ sha256 }));
    if (row === undefined) throw new AppError('object.missing', { sha256 });
    return row;
  };

  async function* read(sha256: string, range: { start?: number; end?: number } = {}, found?: Located) {
    let at = range.start ?? 0;
    const { end } = range;
    for (let tries = 0; ; tries++) {
      const row = tries === 0 && found !== undefined ? found : await locate(sha256);
      const until = Math.min(end ?? row.size, row.size);
      if (row.place === 'journal') {
        if (row.bytes === null) throw new AppError('object.missing', { sha256 });
        if (until > at) yield row.bytes.subarray(at, until);
        return;
      }
      try {
        if (row.place === 'pack' && until - at <= blockSize) {
          if (until > at) yield await blocks.read(row.storage, row.start + at, row.start + until);
          return;
        }
        for await (const chunk of backend.getRange(row.storage, row.start + at, row.start + until)) {
          at += chunk.length;
          yield chunk;
        }
        return;
      } catch (cause) {
        // A pack may be rewritten between the look-up and the read.
        if (!(cause instanceof BlobMissing)) throw cause;
        if (tries > 0) throw new AppError('object.missing', { sha256 }, { cause });
      }
    }
  }

  const readBytes = async (sha256: string): Promise<Uint8Array> => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of read(sha256)) chunks.push(chunk);
    return chunks.length === 1 ? (chunks[0] as Uint8Array) : Buffer.concat(chunks);
  };

  type Located = Awaited<ReturnType<typeof locate>>;

  return {
    async write(body) {
      const chunks: Uint8Array[] = [];
      let size = 0;
      const rest = body instanceof Uint8Array ? [body][Symbol.iterator]() : body[Symbol.asyncIterator]();
      let done = false;
      try {
        while (!done && size <= inlineLimit) {
          const step = await rest.next();
          if (step.done === true) done = true;
          else {
            chunks.push(step.value);
            size += step.value.length;
          }
        }
        if (done && size <= journalLimit) return small(Buffer.concat(chunks, size));
        const key = blobKey(random);
        if (done && size <= inlineLimit) {
          const bytes = Buffer.concat(chunks, size);
          await backend.put(key, bytes);
          return { ...digestsOf(bytes), size, pending: { type: 'blob', key } };
        }
        const running = hashes.start();
        try {
          const all = async function* (): AsyncGenerator<Uint8Array> {
            for (const chunk of chunks.splice(0)) {
              await running.update(chunk);
              yield chunk;
            }
            while (!done) {
              const step = await rest.next();
              if (step.done === true) return;
              await running.update(step.value);
              yield step.value;
            }
          };
          const total = await backend.put(key, all());
          return { ...(await running.digest()), size: total, pending: { type: 'blob', key } };
        } catch (error) {
          running.cancel();
          throw error;
        }
      } finally {
        await rest.return?.();
      }
    },
    statements(objects) {
      const now = clock();
      return objects.flatMap(({ sha256, size, pending }) => {
        if (pending.type === 'stored') return [touchObject(sha256, now)];
        if (pending.type === 'blob') {
          return [
            upsertObject({ sha256, size, place: 'blob', storage: pending.key, start: 0, touched: now }),
          ];
        }
        return journalStatements([{ sha256, kind: 'file', note: '', bytes: pending.bytes }], now);
      });
    },
    read: (sha256, range) => read(sha256, range),
    open: async (sha256, range) => read(sha256, range, await locate(sha256)),
    readBytes,
    readMany: (hashes) => readMany({ db, backend, readBytes }, hashes),
  };
};

const placeOf = prepared((p: { sha256: string }) =>
  sql
    .selectFrom('object')
    .leftJoin('journal', 'journal.sha256', 'object.sha256')
    .select(['object.size', 'object.place', 'object.storage', 'object.start', 'journal.bytes'])
    .where('object.sha256', '=', p.sha256),
);

const small = (bytes: Uint8Array): WrittenObject => ({
  ...digestsOf(bytes),
  size: bytes.length,
  pending: { type: 'bytes', bytes },
});

const digestsOf = (bytes: Uint8Array) => ({
  sha256: hash('sha256', bytes),
  md5: hash('md5', bytes),
});

/** A random place, spread over 256 folders: the hash is known only at the end. */
export const blobKey = (random: (bytes: number) => Uint8Array): string => {
  const name = Buffer.from(random(16)).toString('hex');
  return `blob/${name.slice(0, 2)}/${name.slice(2)}`;
};

export const packKey = (random: (bytes: number) => Uint8Array): string =>
  `pack/${Buffer.from(random(16)).toString('hex')}`;
