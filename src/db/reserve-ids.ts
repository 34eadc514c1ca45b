import type { Database } from './database.ts';
import { mutate } from './mutate.ts';

/** Integers as Label Studio's API has them, handed out before the write that uses them. */
export type Ids = {
  next(name: string): Promise<number>;
  /** Ascending; not always without a gap. */
  nextMany(name: string, count: number): Promise<number[]>;
};

type Waiting = {
  readonly count: number;
  readonly resolve: (ids: number[]) => void;
  readonly reject: (error: unknown) => void;
};
/** `end` is the first number after the range. */
type Range = { readonly first: number; readonly end: number };
/** `block`: how many the next reservation takes at least. */
type Sequence = { readonly free: Range[]; readonly waiting: Waiting[]; reserving: boolean; block: number };

/**
 * Hands out integers from blocks reserved in the table `sequence`, from 1, each once for ever. Those of a block
 * that were not used when the program ends are skipped. All who wait for a block share one reservation. Each block
 * is twice the one before, up to `most`: whoever makes many waits for few reservations.
 */
export const createIds = (
  db: Pick<Database, 'write'>,
  { block = 100, most = 10_000 }: { readonly block?: number; readonly most?: number } = {},
): Ids => {
  const sequences = new Map<string, Sequence>();

  const serveAll = async (name: string, sequence: Sequence): Promise<void> => {
    const { free, waiting } = sequence;
    while (waiting.length > 0) {
      const missing = waiting.reduce((sum, { count }) => sum + count, 0) - size(free);
      if (missing > 0) {
        free.push(await reserve(db, name, Math.max(sequence.block, missing)));
        sequence.block = Math.max(sequence.block, Math.min(sequence.block * 2, most));
      }
      // in order: one who asked for many is not overtaken for ever
      for (let first = waiting[0]; first && first.count <= size(free); first = waiting[0]) {
        waiting.shift();
        first.resolve(take(free, first.count));
      }
    }
  };

  const nextMany = (name: string, count: number): Promise<number[]> => {
    if (!Number.isSafeInteger(count) || count < 0) throw new RangeError(`cannot make ${count} ids`);
    const sequence = sequences.get(name) ?? { free: [], waiting: [], reserving: false, block };
    sequences.set(name, sequence);
    return new Promise((resolve, reject) => {
      sequence.waiting.push({ count, resolve, reject });
      if (sequence.reserving) return;
      sequence.reserving = true;
      // a tick later, so that all who ask in this one share a reservation
      const serve = async (): Promise<void> => {
        try {
          await serveAll(name, sequence);
        } catch (error) {
          for (const { reject: refuse } of sequence.waiting.splice(0)) refuse(error);
        } finally {
          sequence.reserving = false;
        }
      };
      queueMicrotask(() => void serve());
    });
  };

  return {
    nextMany,
    async next(name) {
      const [id] = await nextMany(name, 1);
      return id as number;
    },
  };
};

const reserve = (db: Pick<Database, 'write'>, name: string, count: number): Promise<Range> =>
  mutate(db, async () => ({
    plan: [
      {
        sql: 'INSERT INTO sequence (name, next) VALUES (?, 1) ON CONFLICT (name) DO NOTHING',
        parameters: [name],
      },
      {
        sql: 'UPDATE sequence SET next = next + ? WHERE name = ? RETURNING next',
        parameters: [count, name],
        expect: 1,
      },
    ],
    answer: (results) => {
      const end = Number(results[1]?.rows[0]?.['next']);
      return { first: end - count, end };
    },
  }));

const size = (ranges: readonly Range[]): number =>
  ranges.reduce((sum, { first, end }) => sum + end - first, 0);

/** Takes the lowest numbers out of the ranges, which hold enough. */
const take = (ranges: Range[], count: number): number[] => {
  const taken: number[] = [];
  while (taken.length < count) {
    const { first, end } = ranges.shift() as Range;
    const stop = Math.min(end, first + count - taken.length);
    for (let id = first; id < stop; id += 1) taken.push(id);
    if (stop < end) ranges.unshift({ first: stop, end });
  }
  return taken;
};
