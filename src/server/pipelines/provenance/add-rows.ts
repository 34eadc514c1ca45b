import { sql } from 'kysely';
import type { Json } from '../../../labels/json.ts';
import { parseTaskFile } from '../../../labels/task-file/parse-task-file.ts';
import type { TaskFile } from '../../../labels/task-file/task-file.ts';
import { getEntry } from '../../../versions/commands/get-entry.ts';
import { walkEntries } from '../../../versions/commands/walk-entries.ts';
import type { Repo } from '../../../versions/version-store.ts';
import { peopleByUid } from '../../projects/people.ts';
import { readObjectText } from '../../projects/labels/read-object-text.ts';
import { readSql } from '../../projects/run-sql.ts';
import type { PredictionRow } from '../../projects/tables.ts';
import type { Server } from '../../server.ts';
import type { GraphBuilder, GraphNode } from './provenance-graph.ts';
import { commitNode } from './add-commits.ts';

/** Rows of one kind that a graph shows; a page cannot draw more. */
export const mostRows = 50;

export const annotationNode = (uid: string): string => `annotation:${uid}`;

export const addAnnotation = async (
  server: Server,
  graph: GraphBuilder,
  args: { uid: string; author: string | null; taskId: number | null; result: readonly Json[]; time: string },
): Promise<string> => {
  const name =
    args.author === null ? undefined : (await peopleByUid(server, [args.author]))(args.author).name;
  return graph.node({
    id: annotationNode(args.uid),
    type: 'annotation',
    title: name ? `Annotation by ${name}` : 'Annotation',
    taskId: args.taskId === null ? null : String(args.taskId),
    time: new Date(args.time).toISOString(),
    detail: args.result as GraphNode['detail'],
  });
};

export const addPrediction = (graph: GraphBuilder, row: PredictionRow): string =>
  graph.node({
    id: `prediction:${row.id}`,
    type: 'prediction',
    title: row.model_version === '' ? 'Prediction' : `Prediction of ${row.model_version}`,
    taskId: String(row.task),
    time: new Date(row.created_at).toISOString(),
    detail: { result: JSON.parse(row.result), score: row.score } as GraphNode['detail'],
  });

/** The predictions of a model that stand before labelers now. */
export const addShown = async (
  server: Server,
  graph: GraphBuilder,
  args: { project: number; modelVersion: string; predictions: string },
): Promise<void> => {
  const rows = await readSql<PredictionRow>(
    server.db,
    sql`SELECT * FROM prediction WHERE project = ${args.project} AND model_version = ${args.modelVersion}
      ORDER BY id LIMIT ${mostRows + 1}`,
  );
  if (rows.length > mostRows) graph.cut();
  for (const row of rows.slice(0, mostRows))
    graph.edge(commitNode(args.predictions), addPrediction(graph, row));
};

/** The annotations that a label commit holds: those a model trained on it learned from. */
export const addAnnotationsOf = async (
  server: Server,
  graph: GraphBuilder,
  args: { project: number; repo: Repo; commit: string },
): Promise<void> => {
  let shown = 0;
  const at = { repo: args.repo, ref: args.commit, prefix: 'tasks/' };
  for await (const { path, entry } of walkEntries(server.versions, at)) {
    const file = parseTaskFile(await readObjectText(server, entry.sha256, path), path);
    const taskId = await taskIdOf(server, args.project, file);
    for (const { uid, author, result, updated_at } of file.annotations) {
      if (shown === mostRows) return graph.cut();
      shown += 1;
      graph.edge(
        await addAnnotation(server, graph, { uid, author, taskId, result, time: updated_at }),
        commitNode(args.commit),
      );
    }
  }
};

const taskIdOf = async (server: Server, project: number, { key }: TaskFile): Promise<number | null> => {
  const [row] = await readSql<{ id: number }>(
    server.db,
    sql`SELECT id FROM task WHERE project = ${project} AND key = ${key} ORDER BY retired, id DESC LIMIT 1`,
  );
  return row?.id ?? null;
};

/** Whether a label commit holds an annotation; files that many commits share are read once. */
export const annotationFinder = (server: Server, repo: Repo, path: string, uid: string) => {
  const known = new Map<string, boolean>();
  return async (commit: string): Promise<boolean> => {
    const entry = await getEntry(server.versions, { repo, ref: commit, path });
    if (entry === null) return false;
    const before = known.get(entry.sha256);
    if (before !== undefined) return before;
    const file = parseTaskFile(await readObjectText(server, entry.sha256, path), path);
    const holds = file.annotations.some((annotation) => annotation.uid === uid);
    known.set(entry.sha256, holds);
    return holds;
  };
};
