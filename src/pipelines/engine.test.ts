import { sql } from 'kysely';
import { afterEach, describe, expect, test } from 'vitest';
import { stageChanges } from '../versions/commands/stage-changes.ts';
import { writeObject } from '../versions/commands/write-object.ts';
import { ann } from '../versions/test-versions.ts';
import { closeEngines, Died, drain, openEngine } from './engine.suite.ts';
import { readSql } from '../db/run-sql.ts';
import { findRun, logOfRun, stepsOfRun } from './runs/read-runs.ts';
import type { QueueItemRow } from './tables.ts';
import { askForRun } from './triggers/pending.ts';
import type { FunctionWorker } from './worker.ts';

afterEach(closeEngines);

describe('a run', () => {
  test('commits with provenance, keeps its steps, log and metrics', async () => {
    const place = await openEngine();
    const commit = await place.put('hello');
    await drain(place.engine);
    const [run] = await place.runs();
    expect(run).toMatchObject({ state: 'done', reason: null, progress: 1, metrics: '{"length":5}' });
    const steps = await stepsOfRun(place.db, run?.id ?? '');
    expect(steps.map(({ name, state }) => [name, state])).toEqual([
      ['read', 'done'],
      ['shout', 'done'],
      ['commit', 'done'],
    ]);
    expect((await logOfRun(place.db, run?.id ?? '')).map(({ text }) => text)).toEqual(['shouting']);
    const [landed] = await place.commits();
    expect(landed?.commit).toBe(await place.head());
    const made = await readSql<{ source_commit: string }>(
      place.db,
      sql`SELECT source_commit FROM commit_source WHERE commit_id = ${await place.head()}`,
    );
    expect(made).toEqual([{ source_commit: commit }]);
  });

  test('killed at any write ends with the commit of an undisturbed run', async () => {
    const calm = await openEngine();
    await calm.put('hello');
    await drain(calm.engine);
    const wanted = await calm.head();
    let kills = 0;
    for (const when of ['before', 'after'] as const)
      for (let plans = 1; plans < 40; plans += 1) {
        const place = await openEngine();
        await place.put('hello');
        const doomed = place.doomed(plans, when);
        const outcome = await drain(doomed).then(
          () => 'lived',
          (error: unknown) => (error instanceof Died ? 'died' : Promise.reject(error)),
        );
        if (outcome === 'lived') break;
        kills += 1;
        // the lease of the dead runs out; its place is taken
        place.pass(31_000);
        await drain(place.engineOn(place.versions, [place.punctual]));
        expect({ when, plans, head: await place.head(), commits: (await place.commits()).length }).toEqual({
          when,
          plans,
          head: wanted,
          commits: 1,
        });
        expect((await place.runs()).map(({ state }) => state)).toEqual(['done']);
      }
    expect(kills).toBeGreaterThan(12);
  }, 60_000);

  test('that nobody can finish is given up, and says why', async () => {
    const place = await openEngine();
    await place.put('hello');
    for (let tries = 0; tries < 5; tries += 1) {
      await drain(place.doomed(tries === 0 ? 5 : 3, 'before')).catch(() => undefined);
      place.pass(31_000);
    }
    await drain(place.engine);
    const [run] = await place.runs();
    expect(run?.state).toBe('failed');
    expect(run?.reason).toContain('went away');
  });

  test('whose step throws is tried again with growing pauses, then dead with the reason', async () => {
    const place = await openEngine();
    let calls = 0;
    const broken: FunctionWorker = {
      ...place.worker,
      steps: [
        {
          name: 'read',
          input: () => null,
          async run() {
            calls += 1;
            throw new Error('no such luck');
          },
        },
      ],
    };
    const engine = place.engineOn(place.versions, [broken]);
    await place.put('hello');
    const pauses: number[] = [];
    for (let tries = 1; tries <= 5; tries += 1) {
      await drain(engine);
      const [item] = await readSql<QueueItemRow>(place.db, sql`SELECT * FROM queue_item`);
      if (item?.state !== 'ready') break;
      pauses.push(item.ready_at - place.versions.clock());
      place.pass(pauses.at(-1) ?? 0);
    }
    expect(calls).toBe(5);
    expect(pauses).toHaveLength(4);
    expect(pauses.every((pause, n) => n === 0 || pause > (pauses[n - 1] ?? 0) * 3)).toBe(true);
    const [item] = await readSql<QueueItemRow>(place.db, sql`SELECT * FROM queue_item`);
    expect(item).toMatchObject({ state: 'dead', error: 'no such luck' });
    const [run] = await place.runs();
    expect(run).toMatchObject({ state: 'failed', reason: 'no such luck' });
    expect((await logOfRun(place.db, run?.id ?? '')).at(-1)?.text).toBe('Failed: no such luck');
  });

  test('with nothing to do says so and is no failure', async () => {
    const place = await openEngine();
    const object = await writeObject(place.versions, { body: Buffer.from('x') });
    await stageChanges(place.versions, {
      repo: place.raw,
      branch: 'master',
      changes: [{ type: 'put', path: 'other', object, contentType: 'text/plain' }],
      author: ann,
    });
    await drain(place.engine);
    expect((await place.runs())[0]).toMatchObject({ state: 'skipped', reason: 'There is no text.' });
    expect(await place.head()).toBeNull();
  });

  test('on an unchanged input skips its steps', async () => {
    const place = await openEngine();
    await place.put('hello');
    await drain(place.engine);
    const head = await place.head();
    place.pass(1_000);
    await place.db.write([askForRun({ id: 'p1' }, 'again', place.versions.clock())]);
    await drain(place.engine);
    expect(place.worker.calls).toEqual(['read', 'shout', 'commit']);
    expect(await place.head()).toBe(head);
    expect((await place.runs()).map(({ state, reason }) => [state, reason])).toEqual([
      ['done', 'Nothing changed since an earlier run.'],
      ['done', null],
    ]);
    // other bytes around an equal text: only what depends on the commit is done again
    await place.put('hello!');
    await place.put('hello');
    place.pass(1_000);
    await drain(place.engine);
    expect(place.worker.calls.slice(3)).toEqual(['read', 'commit']);
  });

  test('is cancelled while it waits and while it works', async () => {
    const place = await openEngine();
    await place.put('hello');
    await place.engine.turn();
    const [waiting] = await place.runs();
    await place.engine.cancel(waiting?.id ?? '');
    expect(await findRun(place.db, waiting?.id ?? '')).toMatchObject({ state: 'cancelled' });
    expect(await place.engine.work()).toBe(false);

    let begun: () => void = () => undefined;
    const hasBegun = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const slow: FunctionWorker = {
      ...place.worker,
      steps: [
        {
          name: 'wait',
          input: () => null,
          run: ({ signal }) =>
            new Promise((_, reject) => {
              begun();
              signal.addEventListener('abort', () => reject(new Error('broken off')));
            }),
        },
      ],
    };
    const engine = place.engineOn(place.versions, [slow]);
    place.pass(1_000);
    await place.put('other');
    await engine.turn();
    const working = engine.work();
    await hasBegun;
    const [run] = await place.runs();
    expect(run?.state).toBe('running');
    await engine.cancel(run?.id ?? '');
    await working;
    expect(await findRun(place.db, run?.id ?? '')).toMatchObject({
      state: 'cancelled',
      reason: 'Cancelled.',
    });
    expect(await place.head()).toBeNull();
  });
});
