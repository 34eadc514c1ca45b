import { sql } from 'kysely';
import { retirePipelines } from '../../pipelines/retire-pipelines.ts';
import type { Actor } from '../actor.ts';
import type { Server } from '../server.ts';
import { projectSubject } from '../pipelines/suggestions/suggestion-names.ts';
import { requireProject } from './require-project.ts';
import { sqlStatement } from '../../db/run-sql.ts';

const tables = [
  'project_member',
  'project_source',
  'task_lease',
  'task_media',
  'draft',
  'prediction',
  'annotation',
  'label_conflict',
  'settled_task',
  'label_work',
  'label_change',
  'submit_request',
  'task_comment',
  'project_audit',
  'annotation_class',
  'class_count',
  'project_config',
  'undo_range',
  'suggestion_model',
  'task',
] as const;

/**
 * Deletes a project with its tasks and what is not committed, and ends its suggestions; its label repo and all
 * committed labels stay, models and predictions too.
 */
export const removeProject = async (
  server: Server,
  actor: Actor,
  args: { id: string | number },
): Promise<void> => {
  const project = await requireProject(server, actor, args.id, 'manager');
  await server.db.write([
    ...tables.map((table) =>
      sqlStatement(sql`DELETE FROM ${sql.table(table)} WHERE project IN (${project.id}, ${-project.id})`),
    ),
    ...retirePipelines(projectSubject(project.id), server.clock()),
    sqlStatement(sql`DELETE FROM project WHERE id = ${project.id}`),
  ]);
  server.events.publish({ type: 'project', organisation: project.organisation, project: String(project.id) });
};
