import { sql } from 'kysely';
import type { Statement } from '../../../db/database.ts';
import { stringifyCanonical } from '../../../labels/canonical-json.ts';
import type { JsonObject } from '../../../labels/json.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { Actor } from '../../actor.ts';
import type { Server } from '../../server.ts';
import { hashText } from '../hash-text.ts';
import { readOne } from '../../../db/run-sql.ts';
import type { ConflictRow, ProjectRow, SourceRow, TaskRow } from '../tables.ts';
import { changeTasks } from '../tasks/change-tasks.ts';
import { changeRows } from './change-rows.ts';
import { retireStatement } from './retire-tasks.ts';

type Detail = {
  readonly task: number;
  readonly source: number;
  readonly theirs: JsonObject;
  readonly row: {
    readonly path: string;
    readonly sha256: string;
    readonly row: number | null;
    readonly id?: string | number;
  };
};

/** What the policy `block` kept back is done after all: the task is retired and the new data queued. */
export const takeSourceChange = async (
  server: Server,
  actor: Actor,
  project: ProjectRow,
  conflict: ConflictRow,
): Promise<readonly Statement[]> => {
  const detail = JSON.parse(conflict.detail) as Detail;
  const task = await readOne<TaskRow>(
    server.db,
    sql`SELECT * FROM task WHERE id = ${detail.task} AND project = ${project.id} AND retired = 0`,
  );
  // it went in the meantime, and with it the question
  if (task === undefined) return [];
  const source = await readOne<SourceRow>(
    server.db,
    sql`SELECT * FROM project_source WHERE id = ${detail.source} AND project = ${project.id}`,
  );
  if (source === undefined) throw new AppError('source.not_found', { id: detail.source });
  const now = server.clock();
  const text = stringifyCanonical(detail.theirs);
  // labels that came with the new data are not kept with the question; they are in the file
  const row = {
    ...detail.row,
    data: detail.theirs,
    text,
    hash: hashText(text),
    annotations: [],
    predictions: [],
  };
  const changed = await changeRows(
    server,
    { project, source: { ...source, changed_policy: 'replace' }, head: conflict.head, given: new Map(), now },
    { kept: [], changed: [{ task, row }], added: [], retired: [] },
  );
  return changeTasks(
    {
      project: project.id,
      tasks: [task.id, ...changed.inserted],
      effect: 'labels',
      authors: [{ author: '', by: actor.account, name: actor.name }],
      now,
    },
    [retireStatement([task.id], now), ...changed.statements],
  );
};
