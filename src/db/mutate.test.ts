import { describe, expect, test } from 'vitest';
import { GuardMissed, type Plan, type StatementResult } from './database.ts';
import { mutate } from './mutate.ts';

const plan: Plan = [{ sql: 'UPDATE x SET y = 1', parameters: [], expect: 1 }];

const setUp = (misses: number) => {
  const slept: number[] = [];
  const db = {
    writes: 0,
    async write(): Promise<readonly StatementResult[]> {
      db.writes += 1;
      if (db.writes <= misses) throw new GuardMissed(0);
      return [{ changes: 7, rows: [] }];
    },
  };
  const effects = { random: () => 1, sleep: async (ms: number) => void slept.push(ms) };
  return { db, effects, slept };
};

describe('mutate', () => {
  test('runs the use case again for each miss, and answers what the last one decided', async () => {
    const { db, effects, slept } = setUp(3);
    let runs = 0;
    const value = await mutate(
      db,
      async () => {
        runs += 1;
        return { plan, value: `run ${runs}` };
      },
      effects,
    );
    expect([value, db.writes]).toEqual(['run 4', 4]);
    expect(slept).toEqual([4, 6]);
  });

  test('gives up after 8 tries with an error for people', async () => {
    const { db, effects } = setUp(Number.POSITIVE_INFINITY);
    const asked = mutate(db, async () => ({ plan, value: 1 }), effects);
    await expect(asked).rejects.toMatchObject({ name: 'AppError', code: 'request.conflict' });
    expect(db.writes).toBe(8);
  });

  test('an answer may be made from the results', async () => {
    const { db } = setUp(0);
    expect(await mutate(db, async () => ({ plan, answer: ([first]) => first?.changes }))).toBe(7);
  });

  test('an empty plan writes nothing', async () => {
    const { db } = setUp(0);
    expect(await mutate(db, async () => ({ plan: [], value: 'as it was' }))).toBe('as it was');
    expect(db.writes).toBe(0);
  });

  test('what the use case or the database throws comes through, once', async () => {
    const { db } = setUp(0);
    let runs = 0;
    const refused = mutate(db, async () => {
      runs += 1;
      throw new Error('not allowed');
    });
    await expect(refused).rejects.toThrow('not allowed');
    const broken = { write: async () => Promise.reject(new Error('disk')) };
    await expect(mutate(broken, async () => ({ plan, value: 1 }))).rejects.toThrow('disk');
    expect(runs).toBe(1);
  });
});
