import { sql } from 'kysely';
import { afterEach, describe, expect, test } from 'vitest';
import { getBranch } from '../../versions/commands/get-branch.ts';
import { closeEngines, drain, openEngine, start } from '../engine.suite.ts';
import { pipelinesOf, putPipeline } from '../pipelines.ts';
import { readSql } from '../../db/run-sql.ts';

afterEach(closeEngines);

describe('the debounce', () => {
  test('waits for quiet, but not for ever, and runs on the newest commit', async () => {
    const place = await openEngine({ weight: 1_000, seconds: 60, maxSeconds: 150 });
    for (let n = 0; n < 4; n += 1) {
      await place.put(`text ${n}`);
      await place.engine.turn();
      expect(await place.runs()).toEqual([]);
      place.pass(40_000);
    }
    // 160 s after the first, 40 s after the last
    await place.engine.turn();
    const runs = await place.runs();
    expect(runs).toHaveLength(1);
    const newest = (await getBranch(place.versions, { repo: place.raw, name: 'master' })).head;
    expect(JSON.parse(runs[0]?.inputs ?? '[]')[0].commit).toBe(newest);
    await drain(place.engine);

    await place.put('quiet');
    await place.engine.turn();
    place.pass(59_000);
    await place.engine.turn();
    expect(await place.runs()).toHaveLength(1);
    place.pass(2_000);
    await place.engine.turn();
    expect(await place.runs()).toHaveLength(2);
  });

  test('fires at once when enough was gathered', async () => {
    const place = await openEngine({ weight: 6, seconds: 60, maxSeconds: 600 });
    // the worker weighs each commit 2
    for (const text of ['a', 'b']) await place.put(text);
    await place.engine.turn();
    expect(await place.runs()).toEqual([]);
    await place.put('c');
    await place.engine.turn();
    expect(await place.runs()).toHaveLength(1);
  });

  test('what lands during a run makes one more when it ended', async () => {
    const place = await openEngine();
    await place.put('a');
    await place.engine.turn();
    await place.put('b');
    await place.put('c');
    await place.engine.turn();
    expect(await place.runs()).toHaveLength(1);
    await drain(place.engine);
    expect(await place.runs()).toHaveLength(2);
    expect(await place.commits()).toHaveLength(2);
  });

  test('an event that is delivered again makes no run', async () => {
    const place = await openEngine();
    await place.put('a');
    await drain(place.engine);
    await place.db.write([{ sql: 'UPDATE event_cursor SET seq = 0', parameters: [] }]);
    await drain(place.engine);
    expect(await place.runs()).toHaveLength(1);
  });

  test('a pipeline that is off hears nothing', async () => {
    const place = await openEngine();
    const [current] = await pipelinesOf(place.db, 'test');
    const spec = JSON.parse(
      (await readSql<{ spec: string }>(place.db, sql`SELECT spec FROM pipeline_spec`))[0]?.spec ?? '',
    );
    await place.db.write(
      await putPipeline(place.db, {
        current,
        id: 'p1',
        organisation: 'o1',
        name: 'shouting',
        subject: 'test',
        active: false,
        spec,
        by: 'u1',
        now: start,
      }),
    );
    await place.put('a');
    await drain(place.engine);
    expect(await place.runs()).toEqual([]);
  });
});

test('by itself: a commit wakes the engine, and stopping waits for it', async () => {
  const place = await openEngine();
  place.engine.start();
  await place.put('hello');
  await expect.poll(() => place.head(), { timeout: 10_000 }).not.toBeNull();
  await place.engine.stop();
});
