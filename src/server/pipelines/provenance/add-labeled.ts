import { sql } from 'kysely';
import { stringifyCanonical } from '../../../labels/canonical-json.ts';
import { parseTaskFile } from '../../../labels/task-file/parse-task-file.ts';
import type { TaskFile } from '../../../labels/task-file/task-file.ts';
import { diff } from '../../../versions/commands/diff.ts';
import { getEntry } from '../../../versions/commands/get-entry.ts';
import { walkEntries } from '../../../versions/commands/walk-entries.ts';
import { readObjectText } from '../../projects/labels/read-object-text.ts';
import { readOne } from '../../../db/run-sql.ts';
import { addAnnotation, mostRows } from './add-rows.ts';
import type { Found } from './add-commits.ts';
import { commitNode } from './provenance-start.ts';
import type { Walk } from './walk.ts';

const tasks = 'tasks/';

/** The annotations that a label commit holds: those a model trained on it learned from. */
export const addAnnotationsIn = async (walk: Walk, at: Found): Promise<void> => {
  const { repo, commit } = at;
  const entries = walkEntries(walk.server.versions, { repo, ref: commit.id, prefix: tasks });
  let left = mostRows;
  for await (const { path } of entries) {
    const file = await readLabels(walk, at, path);
    left = await addAnnotations(walk, at, file, file?.annotations ?? [], left);
    if (left === 0) return walk.graph.cut();
  }
};

/** The annotations that a label commit brought or changed. */
export const addAnnotationsBy = async (walk: Walk, at: Found): Promise<void> => {
  const { repo, commit } = at;
  const [parent] = commit.parents;
  if (parent === undefined) return addAnnotationsIn(walk, at);
  const { items, next } = await diff(walk.server.versions, {
    repo,
    from: parent,
    to: commit.id,
    prefix: tasks,
    limit: mostRows,
    renames: false,
  });
  if (next !== null) walk.graph.cut();
  let left = mostRows;
  for (const { path } of items) {
    const file = await readLabels(walk, at, path);
    const before = await readLabels(walk, { repo, commit: { ...commit, id: parent } }, path);
    const known = new Set(before?.annotations.map((each) => stringifyCanonical(each)));
    const fresh = file?.annotations.filter((each) => !known.has(stringifyCanonical(each))) ?? [];
    left = await addAnnotations(walk, at, file, fresh, left);
    if (left === 0) return walk.graph.cut();
  }
};

const addAnnotations = async (
  walk: Walk,
  { commit }: Found,
  file: TaskFile | undefined,
  annotations: TaskFile['annotations'],
  left: number,
): Promise<number> => {
  if (file === undefined || annotations.length === 0) return left;
  const taskId = await taskIdOf(walk, file.key);
  const added = annotations.slice(0, left);
  for (const { uid, author, result, updated_at: time } of added)
    walk.graph.edge(await addAnnotation(walk, { uid, author, taskId, result, time }), commitNode(commit.id));
  return left - added.length;
};

/** A task's labels as they are in a label commit; undefined where it has none. */
export const readLabels = async (
  { server }: Walk,
  { repo, commit }: Found,
  path: string,
): Promise<TaskFile | undefined> => {
  const entry = await getEntry(server.versions, { repo, ref: commit.id, path });
  return entry === null ? undefined : parseTaskFile(await readObjectText(server, entry.sha256, path), path);
};

const taskIdOf = async ({ server, project }: Walk, key: string): Promise<number | null> => {
  const row = await readOne<{ id: number }>(
    server.db,
    sql`SELECT id FROM task WHERE project = ${project.id} AND key = ${key} ORDER BY retired, id DESC LIMIT 1`,
  );
  return row?.id ?? null;
};
