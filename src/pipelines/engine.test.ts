import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, describe, expect, test } from 'vitest';
import type { Database, Plan } from '../db/database.ts';
import { dbMigrations } from '../db/migrations.ts';
import { openDatabase } from '../db/open-database.ts';
import { memoryBackend } from '../versions/blobs/memory-backend.ts';
import { createBranch } from '../versions/commands/create-branch.ts';
import { createRepo } from '../versions/commands/create-repo.ts';
import { getBranch } from '../versions/commands/get-branch.ts';
import { listCommitEvents } from '../versions/commands/list-commit-events.ts';
import { planCommit } from '../versions/commands/plan-commit.ts';
import { readObject } from '../versions/commands/read-object.ts';
import { getEntry } from '../versions/commands/get-entry.ts';
import { stageChanges } from '../versions/commands/stage-changes.ts';
import { writeObject } from '../versions/commands/write-object.ts';
import { versionMigrations } from '../versions/migrations.ts';
import { openVersions } from '../versions/open-versions.ts';
import { ann, textOf } from '../versions/test-versions.ts';
import type { Repo, Versions } from '../versions/version-store.ts';
import { createEngine, type Engine } from './engine.ts';
import { pipelineMigrations } from './migrations.ts';
import type { Debounce } from './pipeline-spec.ts';
import { pipelinesOf, putPipeline } from './pipelines.ts';
import { readSql } from './run-sql.ts';
import { findRun, listRuns, logOfRun, stepsOfRun } from './runs/read-runs.ts';
import type { QueueItemRow } from './tables.ts';
import { askForRun } from './triggers/pending.ts';
import type { FunctionWorker, RunContext } from './worker.ts';

class Died extends Error {}

/** A database that stops at the n-th plan: before it is written, or after it was, with nobody to hear the answer. */
const dyingAt = (db: Database, plans: number, when: 'before' | 'after'): Database => {
  let left = plans;
  return {
    ...db,
    async write(plan: Plan) {
      left -= 1;
      if (left < 0) throw new Died();
      if (left > 0) return db.write(plan);
      if (when === 'before') throw new Died();
      await db.write(plan);
      throw new Died();
    },
  };
};

/** Reads a text, makes it loud, commits it. */
const shouter = (
  versions: Versions,
  repos: { raw: Repo; loud: Repo },
): FunctionWorker & { calls: string[] } => {
  const calls: string[] = [];
  const commitOf = ({ run }: RunContext) => run.inputs[0]?.commit ?? '';
  return {
    kind: 'function',
    name: 'shout',
    version: 1,
    calls,
    weigh: async () => 2,
    steps: [
      {
        name: 'read',
        input: (context) => ({ commit: commitOf(context) }),
        async run(context) {
          calls.push('read');
          const entry = await getEntry(versions, {
            repo: repos.raw,
            ref: commitOf(context),
            path: 'text',
          });
          if (entry === null) return { type: 'nothing', reason: 'There is no text.' };
          return {
            type: 'done',
            output: { text: await textOf(await readObject(versions, { sha256: entry.sha256 })) },
          };
        },
      },
      {
        name: 'shout',
        input: ({ outputs }) => outputs['read'] ?? null,
        async run({ outputs, log, progress }) {
          calls.push('shout');
          log('shouting');
          progress(0.5);
          const text = (outputs['read'] as { text: string }).text.toUpperCase();
          return { type: 'done', output: { text }, metrics: { length: text.length } };
        },
      },
      {
        name: 'commit',
        input: (context) => ({ text: context.outputs['shout'] ?? null, from: commitOf(context) }),
        async run(context) {
          calls.push('commit');
          const { text } = context.outputs['shout'] as { text: string };
          const object = await writeObject(versions, { body: Buffer.from(text) });
          const { head } = await getBranch(versions, { repo: repos.loud, name: 'master' });
          const planned = await planCommit(versions, {
            repo: repos.loud,
            branch: 'master',
            expectedHead: head,
            edits: [
              {
                path: 'text',
                entry: {
                  sha256: object.sha256,
                  size: object.size,
                  modified: 0,
                  contentType: 'text/plain',
                  metadata: {},
                  etag: object.md5,
                },
              },
            ],
            objects: [object],
            message: 'Shout',
            authors: [],
            madeBy: { type: 'pipeline', id: context.pipeline.id, run: context.run.id },
            provenance: [{ repo: repos.raw.uid, commit: commitOf(context) }],
            evenIfEqual: true,
          });
          if (planned === null) throw new Error('a commit was planned');
          return {
            type: 'done',
            output: { commit: planned.commit.id },
            statements: planned.statements,
            landed: planned.landed,
          };
        },
      },
    ],
  };
};

const opened: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0)) await close();
});

const start = 1_750_000_000_000;

/** A store whose clock only moves when told and whose randomness repeats: equal work makes equal commits. */
const open = async (debounce: Debounce = { weight: 1, seconds: 60, maxSeconds: 600 }) => {
  const folder = await mkdtemp(join(tmpdir(), 'lw-pipelines-'));
  const db = await openDatabase({
    file: join(folder, 'test.sqlite'),
    migrations: [...dbMigrations, ...versionMigrations, ...pipelineMigrations],
    threads: false,
  });
  let now = start;
  let seed = 0;
  const clock = () => now;
  const random = (size: number) => new Uint8Array(size).fill((seed += 1) % 256);
  const fail = (error: unknown) => {
    throw error;
  };
  const storeOn = (on: Database) =>
    openVersions({ db: on, backend: memoryBackend(clock), clock, random, background: false, onError: fail });
  const versions = await storeOn(db);
  const raw = await createRepo(versions, { organisation: 'o1', name: 'raw' });
  const loud = await createRepo(versions, { organisation: 'o1', name: 'loud' });
  await createBranch(versions, { repo: raw, name: 'master', policy: { type: 'each' } });
  await createBranch(versions, { repo: loud, name: 'master', policy: { type: 'manual' } });
  await db.write(
    await putPipeline(db, {
      current: undefined,
      id: 'p1',
      organisation: 'o1',
      name: 'shouting',
      subject: 'test',
      active: true,
      spec: {
        worker: { kind: 'function', name: 'shout' },
        parameters: {},
        inputs: [{ repo: raw.uid, branch: 'master' }],
        debounce,
      },
      by: 'u1',
      now,
    }),
  );
  opened.push(async () => {
    await versions.close();
    await db.close();
    await rm(folder, { recursive: true, force: true });
  });
  const worker = shouter(versions, { raw, loud });
  const engineOn = (
    on: Versions,
    workers: readonly FunctionWorker[] = [shouter(on, { raw, loud })],
  ): Engine => createEngine({ versions: on, workers, onError: fail });
  const put = async (text: string) => {
    const object = await writeObject(versions, { body: Buffer.from(text) });
    const { commit } = await stageChanges(versions, {
      repo: raw,
      branch: 'master',
      changes: [{ type: 'put', path: 'text', object, contentType: 'text/plain' }],
      author: ann,
    });
    return commit?.id ?? '';
  };
  const head = async () => (await getBranch(versions, { repo: loud, name: 'master' })).head;
  return {
    db,
    versions,
    worker,
    raw,
    loud,
    /** The worker with a clock that stands, so that its commits have one time. */
    punctual: shouter({ ...versions, clock: () => start }, { raw, loud }),
    put,
    head,
    pass: (ms: number) => void (now += ms),
    engine: engineOn(versions, [worker]),
    engineOn,
    runs: () => listRuns(db, { pipeline: 'p1', limit: 100 }),
    commits: async () =>
      (await listCommitEvents(versions, { after: 0 })).filter(({ repo }) => repo === loud.uid),
    /** Another process on the same data, which dies at its n-th write. */
    doomed: (plans: number, when: 'before' | 'after') =>
      engineOn({ ...versions, db: dyingAt(db, plans, when) }),
  };
};

const drain = async (engine: Engine) => {
  while ((await engine.turn()) || (await engine.work()));
};

describe('a run', () => {
  test('commits with provenance, keeps its steps, log and metrics', async () => {
    const place = await open();
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
    const calm = await open();
    await calm.put('hello');
    await drain(calm.engine);
    const wanted = await calm.head();
    let kills = 0;
    for (const when of ['before', 'after'] as const)
      for (let plans = 1; plans < 40; plans += 1) {
        const place = await open();
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
    const place = await open();
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
    const place = await open();
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
    const place = await open();
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
    const place = await open();
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
    const place = await open();
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

describe('the debounce', () => {
  test('waits for quiet, but not for ever, and runs on the newest commit', async () => {
    const place = await open({ weight: 1_000, seconds: 60, maxSeconds: 150 });
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
    const place = await open({ weight: 6, seconds: 60, maxSeconds: 600 });
    // the worker weighs each commit 2
    for (const text of ['a', 'b']) await place.put(text);
    await place.engine.turn();
    expect(await place.runs()).toEqual([]);
    await place.put('c');
    await place.engine.turn();
    expect(await place.runs()).toHaveLength(1);
  });

  test('what lands during a run makes one more when it ended', async () => {
    const place = await open();
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
    const place = await open();
    await place.put('a');
    await drain(place.engine);
    await place.db.write([{ sql: 'UPDATE event_cursor SET seq = 0', parameters: [] }]);
    await drain(place.engine);
    expect(await place.runs()).toHaveLength(1);
  });

  test('a pipeline that is off hears nothing', async () => {
    const place = await open();
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
  const place = await open();
  place.engine.start();
  await place.put('hello');
  await expect.poll(() => place.head(), { timeout: 10_000 }).not.toBeNull();
  await place.engine.stop();
});
