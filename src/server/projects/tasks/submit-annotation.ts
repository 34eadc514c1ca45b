import { sql } from 'kysely';
import { mutate } from '../../../db/mutate.ts';
import { stringifyCanonical } from '../../../labels/canonical-json.ts';
import type { LabelResult } from '../../../labels/results/label-result.ts';
import type { Annotation } from '../../../shared/contract/project-tasks.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { Actor } from '../../actor.ts';
import type { Server } from '../../server.ts';
import { readResult } from '../config/config-versions.ts';
import { hashText } from '../hash-text.ts';
import { afterLabelChange } from '../labels/after-label-change.ts';
import { insertClasses } from '../classes/class-rows.ts';
import { peopleByUid } from '../people.ts';
import { rereadProject, requireProject } from '../require-project.ts';
import { auditAct } from '../review/audit.ts';
import { lookupOne, readSql, sqlStatement } from '../../../db/run-sql.ts';
import type { ProjectRow, RequestRow, TaskRow } from '../tables.ts';
import { createUid } from '../uid.ts';
import { annotationView } from './annotation-view.ts';
import { changeTasks } from './change-tasks.ts';
import { withSkipReason } from './skip-reason.ts';
import { requireAnnotation, requireTask } from './task-rows.ts';

export type SubmitAnnotation = {
  readonly id: string | number;
  readonly task: string | number;
  readonly result: readonly unknown[];
  readonly leadTime?: number | null;
  readonly skipped?: boolean;
  /** Why it is skipped. */
  readonly skipReason?: string | undefined;
  readonly requestId?: string;
  readonly predictions?: readonly string[];
  readonly groundTruth?: boolean;
  /** The config that the result was made with, where it may be an older one. */
  readonly configVersion?: number | undefined;
  /** Uid of the member whose annotation it is, where a manager submits it for them. */
  readonly author?: string;
};

/**
 * Submits an annotation, or skips the task, as one plan: the annotation, the counters, the end of the caller's
 * draft and lease. A request id that was seen answers the annotation it made. Under the policy `each` the answer
 * comes after the commit. Errors: task.not_found, task.retired, result.invalid.
 */
export const submitAnnotation = async (
  server: Server,
  actor: Actor,
  args: SubmitAnnotation,
): Promise<Annotation> => {
  const author = args.author ?? actor.account;
  const needed = author === actor.account ? 'annotator' : 'manager';
  const { id: projectId } = await requireProject(server, actor, args.id, needed);
  const id = await server.ids.next('annotation');
  const uid = createUid(server);
  const { project, made } = await mutate(server.db, async () => {
    const project = await rereadProject(server, projectId);
    const result = await readResult(server, project, args.result, args.configVersion);
    const known = await findRequest(server, actor, project.id, args.requestId);
    if (known !== undefined) return { plan: [], value: { project, made: known } };
    const task = await requireTask(server, project.id, args.task);
    if (task.retired === 1) throw new AppError('task.retired', { id: task.id });
    const now = server.clock();
    const reason = args.skipped ? args.skipReason : undefined;
    const extra = withSkipReason(null, reason);
    const madeOn = await describeMadeOn(server, project, task, args.predictions ?? []);
    const plan = changeTasks(
      {
        project: project.id,
        tasks: [task.id],
        effect: 'labels',
        authors: [{ author, by: actor.account, name: actor.name }],
        now,
      },
      [
        sqlStatement(sql`UPDATE task SET suggestion = 0 WHERE id = ${task.id} AND retired = 0`, 1),
        ...rememberRequest(actor, project.id, args.requestId, id, now),
        sqlStatement(
          sql`INSERT INTO annotation (id, uid, project, task, author, updated_by, result, skipped,
          ground_truth, lead_time, version, seq, made_on, extra, created_at, updated_at)
          SELECT ${id}, ${uid}, id, ${task.id}, ${author}, ${actor.account},
          ${stringifyCanonical(result)}, ${args.skipped ? 1 : 0}, ${args.groundTruth ? 1 : 0},
          ${args.leadTime ?? null}, 1, seq, ${madeOn}, ${extra}, ${now}, ${now} FROM project
          WHERE id = ${project.id} AND config_version = ${project.config_version}`,
          1,
        ),
        ...insertClasses({
          annotation: id,
          task: task.id,
          project: project.id,
          result: result as readonly LabelResult[],
          skipped: args.skipped === true,
        }),
        sqlStatement(sql`DELETE FROM draft WHERE task = ${task.id} AND account = ${actor.account}`),
        sqlStatement(sql`DELETE FROM task_lease WHERE task = ${task.id} AND account = ${actor.account}`),
        auditAct(server, actor, project.id, {
          kind: 'annotation.submitted',
          task: task.id,
          annotation: id,
          detail: { ...(args.skipped ? { skipped: true } : {}), ...(reason ? { reason } : {}) },
        }),
      ],
    );
    return { plan, value: { project, made: id } };
  });
  await afterLabelChange(server, actor, project, String(args.task));
  const row = await requireAnnotation(server, project.id, made);
  return annotationView(row, await peopleByUid(server, [row.author]));
};

/** The annotation that a request id made, if it came before. */
export const findRequest = async (
  server: Server,
  actor: Actor,
  project: number,
  requestId: string | undefined,
): Promise<number | undefined> => {
  if (requestId === undefined) return undefined;
  const row = await lookupOne<RequestRow>(
    server.db,
    sql`SELECT * FROM submit_request WHERE account = ${actor.account} AND request = ${requestId}
      AND project = ${project}`,
  );
  return row?.annotation;
};

/** Guarded: the same request in another process makes this plan miss, and the next try finds what it made. */
export const rememberRequest = (
  actor: Actor,
  project: number,
  requestId: string | undefined,
  annotation: number,
  now: number,
) =>
  requestId === undefined
    ? []
    : [
        sqlStatement(
          sql`INSERT INTO submit_request (account, request, project, annotation, created_at)
            VALUES (${actor.account}, ${requestId}, ${project}, ${annotation}, ${now})
            ON CONFLICT (account, request) DO NOTHING`,
          1,
        ),
      ];

/** What the annotation was made on: hashes of input, config and instructions, and the predictions shown, by uid. */
const describeMadeOn = async (
  server: Server,
  project: ProjectRow,
  task: TaskRow,
  shown: readonly string[],
): Promise<string> => {
  const numbers = shown.map(Number).filter(Number.isSafeInteger);
  const predictions =
    numbers.length === 0
      ? []
      : await readSql<{ uid: string }>(
          server.db,
          sql`SELECT uid FROM prediction WHERE task = ${task.id} AND id IN (${sql.join(numbers)}) ORDER BY id`,
        );
  return stringifyCanonical({
    input: task.source_sha256 ?? task.data_hash,
    config: hashText(project.config),
    ...(project.instructions === '' ? {} : { instructions: hashText(project.instructions) }),
    ...(predictions.length === 0 ? {} : { predictions: predictions.map(({ uid }) => uid) }),
  });
};
