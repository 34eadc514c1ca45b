import { sql } from 'kysely';
import { mutate } from '../../db/mutate.ts';
import { parseConfig } from '../../labels/config/parse-config.ts';
import type { Project } from '../../shared/contract/projects.ts';
import type { Actor } from '../actor.ts';
import type { Server } from '../server.ts';
import { turnToConfig } from './config/config-versions.ts';
import { refuseLostClasses } from './config/refuse-lost-classes.ts';
import { projectView } from './project-view.ts';
import { rereadProject, requireProject } from './require-project.ts';
import { auditAct } from './review/audit.ts';
import { sqlStatement } from '../../db/run-sql.ts';

export type UpdateProject = {
  readonly id: string | number;
  readonly title?: string;
  readonly description?: string;
  readonly config?: string;
  readonly instructions?: string;
  readonly showInstructions?: boolean;
  readonly color?: string;
  readonly settings?: Readonly<Record<string, unknown>>;
};

/**
 * Changes a project's settings; the next label commit holds them. What is left out stays. Errors: config.invalid,
 * config.in_use where labels use what the new config has no place for (see `changeConfig`).
 */
export const updateProject = async (server: Server, actor: Actor, args: UpdateProject): Promise<Project> => {
  const project = await requireProject(server, actor, args.id, 'manager');
  if (args.config !== undefined && args.config.trim() !== '') parseConfig(args.config);
  if (args.config !== undefined) await refuseLostClasses(server, project, args.config);
  const given = [
    args.title === undefined ? undefined : sql`title = ${args.title}`,
    args.description === undefined ? undefined : sql`description = ${args.description}`,
    args.config === undefined ? undefined : sql`config = ${args.config}`,
    args.instructions === undefined ? undefined : sql`instructions = ${args.instructions}`,
    args.showInstructions === undefined
      ? undefined
      : sql`show_instructions = ${args.showInstructions ? 1 : 0}`,
    args.color === undefined ? undefined : sql`color = ${args.color}`,
    args.settings === undefined
      ? undefined
      : sql`settings = ${JSON.stringify({ ...JSON.parse(project.settings), ...args.settings })}`,
  ].filter((part) => part !== undefined);
  await mutate(server.db, async () => {
    const now = await rereadProject(server, project.id);
    const turn = await turnToConfig(server, now, args.config ?? now.config);
    const set = sql.join([
      ...given,
      sql`config_version = ${turn.version}`,
      sql`updated_at = ${server.clock()}`,
    ]);
    const plan = [
      sqlStatement(
        sql`UPDATE project SET ${set} WHERE id = ${now.id} AND config_version = ${now.config_version}`,
        1,
      ),
      ...turn.statements,
      auditAct(server, actor, project.id, {
        kind: args.config === undefined ? 'settings.changed' : 'config.changed',
        detail: {
          fields: Object.entries(args).flatMap(([name, value]) =>
            name === 'id' || value === undefined ? [] : [name],
          ),
        },
      }),
    ];
    return { plan, value: undefined };
  });
  server.events.publish({ type: 'project', organisation: project.organisation, project: String(project.id) });
  return projectView(server, await requireProject(server, actor, project.id, 'manager'));
};
