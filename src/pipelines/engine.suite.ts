import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database, Plan } from '../db/database.ts';
import { dbMigrations } from '../db/migrations.ts';
import { openDatabase } from '../db/open-database.ts';
import { memoryBackend } from '../versions/blobs/memory-backend.ts';
import { createBranch } from '../versions/commands/create-branch.ts';
import { createRepo } from '../versions/commands/create-repo.ts';
import { getBranch } from '../versions/commands/get-branch.ts';
import { getEntry } from '../versions/commands/get-entry.ts';
import { listCommitEvents } from '../versions/commands/list-commit-events.ts';
import { planCommit } from '../versions/commands/plan-commit.ts';
import { readObject } from '../versions/commands/read-object.ts';
import { stageChanges } from '../versions/commands/stage-changes.ts';
import { writeObject } from '../versions/commands/write-object.ts';
import { versionMigrations } from '../versions/migrations.ts';
import { openVersions } from '../versions/open-versions.ts';
import { ann, textOf } from '../versions/test-versions.ts';
import type { Repo } from '../versions/version-store.ts';
import type { Versions } from '../versions/versions.ts';
import { createEngine, type Engine } from './engine.ts';
import { pipelineMigrations } from './migrations.ts';
import type { Debounce } from './pipeline-spec.ts';
import { putPipeline } from './pipelines.ts';
import { listRuns } from './runs/read-runs.ts';
import type { FunctionWorker, RunContext } from './worker.ts';

export class Died extends Error {}

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

export type Shouter = FunctionWorker & { readonly calls: string[] };

/** Reads a text, makes it loud, commits it. */
const shouter = (versions: Versions, repos: { raw: Repo; loud: Repo }): Shouter => {
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
/** Closes what `openEngine` opened. */
export const closeEngines = async (): Promise<void> => {
  for (const close of opened.splice(0)) await close();
};

export const start = 1_750_000_000_000;

/** A store whose clock only moves when told and whose randomness repeats: equal work makes equal commits. */
export const openEngine = async (debounce: Debounce = { weight: 1, seconds: 60, maxSeconds: 600 }) => {
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

export const drain = async (engine: Engine) => {
  while ((await engine.turn()) || (await engine.work()));
};
