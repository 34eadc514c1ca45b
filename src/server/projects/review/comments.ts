import { sql } from 'kysely';
import { mutate } from '../../../db/mutate.ts';
import { includesRole } from '../../../shared/contract/op.ts';
import type { Comment } from '../../../shared/contract/project-review.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { Actor } from '../../actor.ts';
import type { Server } from '../../server.ts';
import { peopleByUid } from '../people.ts';
import { requireProject } from '../require-project.ts';
import { readSql, sqlStatement } from '../../../db/run-sql.ts';
import type { CommentRow } from '../tables.ts';
import { requireAnnotation, requireTask } from '../tasks/task-rows.ts';
import { createUid } from '../uid.ts';

type OfTask = { readonly id: string | number; readonly task: string | number };

/** Comments on a task, oldest first. Annotators see those on the task, on their own annotations, and their own. */
export const listComments = async (
  server: Server,
  actor: Actor,
  args: OfTask & { readonly open?: boolean },
): Promise<{ items: Comment[] }> => {
  const { rows } = await seenComments(server, actor, args);
  return { items: await views(server, args.open ? rows.filter((row) => row.resolved_at === null) : rows) };
};

/**
 * Adds a comment to a task, an annotation of it, or a region of that. Errors: task.not_found, annotation.not_found
 * (also for another task's, and for somebody else's as an annotator).
 */
export const addComment = async (
  server: Server,
  actor: Actor,
  args: OfTask & {
    readonly text: string;
    readonly annotationId?: string | number | null;
    readonly region?: string | null;
  },
): Promise<Comment> => {
  const project = await requireProject(server, actor, args.id, 'annotator');
  const task = await requireTask(server, project.id, args.task);
  const { annotationId = null } = args;
  const annotation = annotationId === null ? null : await requireAnnotation(server, project.id, annotationId);
  const mayReview = includesRole(project.role, 'reviewer');
  if (
    annotation !== null &&
    (annotation.task !== task.id || !(mayReview || annotation.author === actor.account))
  )
    throw new AppError('annotation.not_found', { id: annotationId });
  const id = createUid(server);
  await server.db.write([
    sqlStatement(sql`INSERT INTO task_comment (id, project, task, annotation, region, author, text, created_at)
      VALUES (${id}, ${project.id}, ${task.id}, ${annotation?.id ?? null}, ${args.region ?? null},
      ${actor.account}, ${args.text}, ${server.clock()})`),
    recount(task.id),
  ]);
  return found(server, actor, { ...args, comment: id });
};

/** Marks a comment as settled, or opens it again. Error: comment.not_found. */
export const resolveComment = async (
  server: Server,
  actor: Actor,
  args: OfTask & { readonly comment: string; readonly resolved: boolean },
): Promise<Comment> => {
  await mutate(server.db, async () => {
    const { rows, task } = await seenComments(server, actor, args);
    const row = rows.find(({ id }) => id === args.comment);
    if (row === undefined) throw new AppError('comment.not_found', { id: args.comment });
    if ((row.resolved_at !== null) === args.resolved) return { plan: [], value: undefined };
    const [by, at] = args.resolved ? [actor.account, server.clock()] : [null, null];
    const settle = sql`UPDATE task_comment SET resolved_by = ${by}, resolved_at = ${at} WHERE id = ${row.id}`;
    return { plan: [sqlStatement(settle, 1), recount(task)], value: undefined };
  });
  return found(server, actor, args);
};

const recount = (task: number) =>
  sqlStatement(sql`UPDATE task SET comments = (SELECT count(*) FROM task_comment
    WHERE task_comment.task = task.id AND resolved_at IS NULL) WHERE id = ${task}`);

const seenComments = async (server: Server, actor: Actor, args: OfTask) => {
  const project = await requireProject(server, actor, args.id, 'annotator');
  const task = await requireTask(server, project.id, args.task);
  const own = includesRole(project.role, 'reviewer')
    ? sql``
    : sql`AND (annotation IS NULL OR author = ${actor.account} OR annotation IN
        (SELECT id FROM annotation WHERE annotation.task = ${task.id} AND annotation.author = ${actor.account}))`;
  const rows = await readSql<CommentRow>(
    server.db,
    sql`SELECT * FROM task_comment WHERE task = ${task.id} ${own} ORDER BY created_at, id`,
  );
  return { rows, task: task.id };
};

const found = async (server: Server, actor: Actor, args: OfTask & { comment: string }): Promise<Comment> => {
  const { rows } = await seenComments(server, actor, args);
  const [comment] = await views(
    server,
    rows.filter(({ id }) => id === args.comment),
  );
  if (comment === undefined) throw new AppError('comment.not_found', { id: args.comment });
  return comment;
};

const views = async (server: Server, rows: readonly CommentRow[]): Promise<Comment[]> => {
  const person = await peopleByUid(
    server,
    rows.flatMap((row) => [row.author, row.resolved_by]),
  );
  const named = (uid: string | null) => ({ id: person(uid).id, name: person(uid).name });
  return rows.map((row) => ({
    id: row.id,
    author: named(row.author),
    text: row.text,
    created: new Date(row.created_at).toISOString(),
    annotationId: row.annotation === null ? null : String(row.annotation),
    region: row.region,
    resolved:
      row.resolved_at === null
        ? null
        : { by: named(row.resolved_by), at: new Date(row.resolved_at).toISOString() },
  }));
};
