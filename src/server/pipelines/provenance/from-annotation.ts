import { sql } from 'kysely';
import { taskPath } from '../../../labels/task-file/task-path.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { getCommit } from '../../../versions/commands/get-commit.ts';
import { getEntry } from '../../../versions/commands/get-entry.ts';
import type { TaskFileAnnotation } from '../../../labels/task-file/task-file.ts';
import { inPresentConfig } from '../../projects/config/config-versions.ts';
import { readOne, readSql } from '../../../db/run-sql.ts';
import type { AnnotationRow, PredictionRow, TaskRow } from '../../projects/tables.ts';
import { addBack, type Found } from './add-commits.ts';
import { readLabels } from './add-labeled.ts';
import { addAnnotation, addAnnotationRow, addPredictionBack, shownWith } from './add-rows.ts';
import { addModel } from './from-commit.ts';
import type { Start } from './provenance-start.ts';
import { commitsOf, mostBranches, type Walk } from './walk.ts';

/**
 * An annotation: back to what was suggested to its author and the model behind that; forward to the label commits
 * that hold it, the models that learned from those, and what they suggest.
 */
export const fromAnnotation = async (
  walk: Walk,
  start: Extract<Start, { type: 'annotation' | 'committed-annotation' }>,
): Promise<string> => {
  const { server, project, graph, labels, models } = walk;
  const row = await readOne<AnnotationRow>(
    server.db,
    start.type === 'annotation'
      ? sql`SELECT * FROM annotation WHERE id = ${start.id} AND project = ${project.id}`
      : sql`SELECT * FROM annotation WHERE task = ${start.task} AND uid = ${start.uid} AND project = ${project.id}`,
  );
  const [uid, taskId] =
    start.type === 'annotation' ? [row?.uid, row?.task] : ([start.uid, start.task] as const);
  const task = await readOne<TaskRow>(
    server.db,
    sql`SELECT * FROM task WHERE id = ${taskId ?? 0} AND project = ${project.id}`,
  );
  const missing = new AppError('annotation.not_found', {
    id: start.type === 'annotation' ? start.id : start.uid,
  });
  if (task === undefined || uid === undefined) throw missing;
  const path = taskPath(task.key);
  const find = annotationFinder(walk, path, uid);
  const held: Found[] = [];
  for (const commit of await commitsOf(walk, labels, path))
    if (await find({ repo: labels, commit })) held.push({ repo: labels, commit });
  const newest = held[0] && (await find(held[0]));
  if (row === undefined && newest === undefined) throw missing;
  const node = row
    ? await addAnnotationRow(walk, row)
    : await addAnnotation(walk, {
        uid,
        author: newest?.author ?? null,
        taskId: task.id,
        result: newest?.result ?? [],
        time: newest?.updated_at ?? '',
      });
  if (row) await addSuggested(walk, row, node);

  const hold = async (at: Found): Promise<void> => graph.edge(node, await addBack(walk, at));
  if (held.length > mostBranches) graph.cut();
  for (const at of held.slice(0, mostBranches)) await hold(at);
  let learned = 0;
  for (const commit of models ? await commitsOf(walk, models) : []) {
    const ref = commit.provenance.find(({ repo }) => repo === labels.uid)?.commit;
    if (ref === undefined || models === undefined) continue;
    const at = { repo: labels, commit: await getCommit(server.versions, { repo: labels, ref }) };
    if (!(await find(at))) continue;
    learned += 1;
    if (learned > mostBranches) {
      graph.cut();
      break;
    }
    await hold(at);
    await addModel(walk, { repo: models, commit });
  }
  return node;
};

/** What the labeler saw, recorded with the annotation, and what that was made from. */
const addSuggested = async (walk: Walk, row: AnnotationRow, node: string): Promise<void> => {
  const uids = shownWith(row);
  if (uids.length === 0) return;
  const rows = await inPresentConfig(
    walk.server,
    await readSql<PredictionRow>(
      walk.server.db,
      sql`SELECT * FROM prediction WHERE task = ${row.task} AND uid IN (${sql.join([...uids])})`,
    ),
  );
  for (const uid of uids) {
    const found = rows.find((candidate) => candidate.uid === uid);
    const from = found
      ? await addPredictionBack(walk, found)
      : walk.graph.node({
          id: `prediction:${uid}`,
          type: 'prediction',
          title: 'A suggestion that was replaced since',
        });
    walk.graph.edge(from, node);
  }
};

/** The annotation as a label commit holds it; files that many commits share are read once. */
const annotationFinder = (walk: Walk, path: string, uid: string) => {
  const known = new Map<string, TaskFileAnnotation | undefined>();
  return async (at: Found): Promise<TaskFileAnnotation | undefined> => {
    const entry = await getEntry(walk.server.versions, { repo: at.repo, ref: at.commit.id, path });
    if (entry === null) return undefined;
    if (!known.has(entry.sha256)) {
      const file = await readLabels(walk, at, path);
      known.set(
        entry.sha256,
        file?.annotations.find((each) => each.uid === uid),
      );
    }
    return known.get(entry.sha256);
  };
};
