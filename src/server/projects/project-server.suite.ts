import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../db/open-database.ts';
import type { OpenedDatabase } from '../../db/opened-database.ts';
import { createIds } from '../../db/reserve-ids.ts';
import { statement } from '../../db/database.ts';
import { findTemplate } from '../../labels/templates/template-registry.ts';
import type { Role } from '../../shared/contract/op.ts';
import type { Project } from '../../shared/contract/projects.ts';
import { memoryBackend } from '../../versions/blobs/memory-backend.ts';
import { getEntry } from '../../versions/commands/get-entry.ts';
import { getRepo } from '../../versions/commands/get-repo.ts';
import { stageChanges } from '../../versions/commands/stage-changes.ts';
import { walkEntries } from '../../versions/commands/walk-entries.ts';
import { writeObject } from '../../versions/commands/write-object.ts';
import { openVersions } from '../../versions/open-versions.ts';
import type { Change, CommitPolicy } from '../../versions/version-store.ts';
import { accountQueries } from '../accounts/tables.ts';
import { createAttempts } from '../accounts/attempts.ts';
import { openSecrets } from '../accounts/server-secrets.ts';
import type { Actor } from '../actor.ts';
import { readConfig } from '../config.ts';
import { createEvents } from '../events.ts';
import { createLog } from '../log.ts';
import { allMigrations } from '../migrations.ts';
import type { Server } from '../server.ts';
import { sql } from 'kysely';
import { countLabels } from '../../labels/results/label-counts.ts';
import { listClasses } from './classes/list-classes.ts';
import { readSql } from '../../db/run-sql.ts';
import { createProject } from './create-project.ts';
import { ensureBranch } from './ensure-branch.ts';
import { readObjectText } from './labels/read-object-text.ts';
import { projectHooks } from './project-hooks.ts';
import { startProjects } from './start-projects.ts';
import { stopSyncs } from './sources/sync-in-background.ts';

export type Place = {
  readonly server: Server;
  readonly db: OpenedDatabase;
  /** Moves the clock on, in milliseconds. */
  pass(ms: number): void;
  /** An account in an organisation; the first organisation is `o1`. */
  person(name: string, role: Role, organisation?: string): Promise<Actor>;
  put(repo: string, files: Record<string, string | null>, branch?: string): Promise<void>;
  /** Every file of a ref, by path. */
  files(repo: string, ref: string): Promise<Record<string, string>>;
  entry(repo: string, ref: string, path: string): ReturnType<typeof getEntry>;
  close(): Promise<void>;
};

/** A server without faces: a database file, blobs in memory, a clock that only tests move. */
export const openPlace = async ({ listen = false } = {}): Promise<Place> => {
  const folder = await mkdtemp(join(tmpdir(), 'lw-projects-'));
  const db = await openDatabase({
    file: join(folder, 'test.sqlite'),
    migrations: allMigrations,
    threads: false,
  });
  let now = 1_750_000_000_000;
  const clock = () => now++;
  const random = (size: number) => randomBytes(size);
  const fail = (error: unknown) => {
    throw error;
  };
  const versions = await openVersions({
    db,
    backend: memoryBackend(clock),
    clock,
    random,
    background: false,
    onError: fail,
  });
  const server: Server = {
    config: readConfig({ LABELWRIGHT_DATA_DIR: folder }),
    db,
    versions,
    ids: createIds(db),
    events: createEvents(fail),
    log: createLog('error'),
    hooks: projectHooks,
    secrets: await openSecrets(db, random),
    attempts: createAttempts(clock),
    clock,
    random,
  };
  const stop = listen ? await startProjects(server) : undefined;
  let people = 0;
  const repoOf = (name: string) => getRepo(versions, { organisation: 'o1', name });
  return {
    server,
    db,
    pass: (ms) => void (now += ms),
    async person(name, role, organisation = 'o1') {
      people += 1;
      const id = `account-${people}`;
      const email = `${name.toLowerCase()}@example.org`;
      await db.write([
        statement(
          accountQueries
            .insertInto('organisation')
            .values({ id: organisation, number: people, name: organisation, created: now, created_by: id })
            .onConflict((conflict) => conflict.doNothing()),
        ),
        statement(
          accountQueries
            .insertInto('account')
            .values({ id, number: people, email, name, password: null, created: now, updated: now }),
        ),
        statement(
          accountQueries
            .insertInto('membership')
            .values({ account: id, organisation, role, active: 1, joined: now }),
        ),
      ]);
      return { type: 'account', account: id, accountNumber: people, name, email, organisation, role };
    },
    async put(name, files, branch = 'master') {
      const repo = await repoOf(name);
      const changes: Change[] = [];
      for (const [path, text] of Object.entries(files)) {
        if (text === null) changes.push({ type: 'delete', path });
        else {
          const object = await writeObject(versions, { body: Buffer.from(text) });
          changes.push({ type: 'put', path, object, contentType: 'text/plain' });
        }
      }
      await stageChanges(versions, { repo, branch, changes, author: { id: 'outside', name: 'Outside' } });
    },
    async files(name, ref) {
      const all: Record<string, string> = {};
      for await (const { path, entry } of walkEntries(versions, { repo: await repoOf(name), ref }))
        all[path] = await readObjectText(server, entry.sha256, path);
      return all;
    },
    entry: async (name, ref, path) => getEntry(versions, { repo: await repoOf(name), ref, path }),
    async close() {
      await stop?.();
      await stopSyncs(server);
      await versions.close();
      await db.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

export const sentiment = findTemplate('sentiment')?.config as string;
export const answer = (choice: string, id = 'r1') => [
  { id, from_name: 'sentiment', to_name: 'text', type: 'choices', value: { choices: [choice] } },
];

/** A project of sentiments over `raw@master` with `texts` as one JSON file each, its labels in `labels@master`. */
export const sentimentProject = async (
  place: Place,
  owner: Actor,
  args: {
    texts?: readonly string[];
    policy?: CommitPolicy;
    changed?: 'replace' | 'keep' | 'block';
    importMethod?: 'files' | 'tasks';
  } = {},
): Promise<Project> => {
  const { server } = place;
  const raw = { organisation: 'o1', repo: 'raw', branch: 'master', policy: { type: 'each' } } as const;
  await ensureBranch(server, raw);
  const policy = args.policy ?? { type: 'manual' };
  await ensureBranch(server, { organisation: 'o1', repo: 'labels', branch: 'master', policy });
  const files = (args.texts ?? []).map((text, n) => [
    `texts/${String(n).padStart(4, '0')}`,
    JSON.stringify({ text }),
  ]);
  if (files.length > 0) await place.put('raw', Object.fromEntries(files));
  return createProject(server, owner, {
    title: 'Sentiments',
    config: sentiment,
    source: {
      repo: 'raw',
      branch: 'master',
      ...(args.changed ? { changed: args.changed } : {}),
      ...(args.importMethod ? { importMethod: args.importMethod } : {}),
    },
    target: { repo: 'labels' },
  });
};

/** What the counters of a project and its tasks say, and what counting says: the two are equal after anything. */
export const compareCounts = async (
  place: Place,
  id: string | number,
): Promise<{ kept: unknown; counted: unknown }> => {
  const project = Number(id);
  const live = sql`project = ${project} AND retired = 0`;
  const own = (table: string, where = '') =>
    sql.raw(
      `(SELECT count(*) FROM ${table} JOIN task t ON t.id = ${table}.task WHERE t.project = ${project} AND t.retired = 0${where})`,
    );
  const count = (where: string) =>
    sql.raw(`(SELECT count(*) FROM task WHERE project = ${project} AND ${where})`);
  const [counted = {}] = await readSql<object>(
    place.db,
    sql`SELECT (SELECT count(*) FROM task WHERE ${live}) AS tasks,
    ${count("state = 'labeled'")} AS labeled, ${count("state = 'skipped'")} AS skipped, ${count('retired = 1')} AS retired,
    ${own('annotation', ' AND skipped = 0')} AS annotations, ${own('prediction')} AS predictions,
    ${own('draft')} AS drafts, ${count('pending = 1')} AS pending_new, ${count('pending = 2')} AS pending_changed,
    ${count('pending = 3')} AS pending_retired, (SELECT count(*) FROM label_conflict WHERE project = ${project} AND resolved_at IS NULL) AS conflicts`,
  );
  const [kept = {}] = await readSql<object>(
    place.db,
    sql`SELECT tasks, labeled, skipped, retired, annotations, predictions, drafts,
    pending_new, pending_changed, pending_retired, conflicts FROM project WHERE id = ${project}`,
  );
  const wrong = await readSql(
    place.db,
    sql`SELECT id FROM task WHERE project = ${project} AND (
    annotations <> (SELECT count(*) FROM annotation WHERE annotation.task = task.id AND skipped = 0) OR
    skips <> (SELECT count(*) FROM annotation WHERE annotation.task = task.id AND skipped = 1) OR
    predictions <> (SELECT count(*) FROM prediction WHERE prediction.task = task.id) OR
    drafts <> (SELECT count(*) FROM draft WHERE draft.task = task.id) OR
    state <> CASE WHEN retired = 1 THEN 'retired' WHEN annotations > 0 THEN 'labeled' WHEN skips > 0 THEN 'skipped' ELSE 'open' END)`,
  );
  const uses = await readSql<{ result: string; skipped: number; retired: number }>(
    place.db,
    sql`SELECT result, skipped, retired FROM annotation JOIN task ON task.id = task WHERE task.project = ${project}`,
  );
  const results = uses.filter((use) => use.skipped === 0 && use.retired === 0);
  const classes = [...countLabels(results.flatMap(({ result }) => JSON.parse(result)))]
    .flatMap(([control, names]) => [...names].map(([name, count]) => ({ control, name, count })))
    .sort((a, b) => b.count - a.count || (a.control + a.name < b.control + b.name ? -1 : 1));
  return {
    kept: { ...kept, wrong: [], classes: await listClasses(place.server, project) },
    counted: { ...counted, wrong, classes },
  };
};
