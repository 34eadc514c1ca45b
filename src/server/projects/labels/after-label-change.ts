import { AppError } from '../../../shared/errors/app-error.ts';
import type { Actor } from '../../actor.ts';
import { asPerson } from '../../repos/require-repo.ts';
import type { Server } from '../../server.ts';
import { targetOf } from '../project-view.ts';
import type { ProjectRow } from '../tables.ts';
import { commitProject } from './commit-project.ts';
import { commitWhenIdle } from './commit-when-idle.ts';

/**
 * What follows a change of labels: the event, and by the label branch's policy a commit at once (`each`; awaited,
 * so that whoever answers afterwards answers after the commit) or later (`idle`). The change itself is safe
 * already: a commit that cannot be made now is logged and its labels stay pending.
 */
export const afterLabelChange = async (
  server: Server,
  actor: Actor,
  project: ProjectRow,
  task: string | null,
): Promise<void> => {
  server.events.publish(
    task === null
      ? { type: 'project', organisation: project.organisation, project: String(project.id) }
      : { type: 'task', organisation: project.organisation, project: String(project.id), task },
  );
  try {
    const target = await targetOf(server, project);
    if (target === null || target.branch.policy.type === 'manual') return;
    const commit = { project: project.id, person: asPerson(actor) };
    if (target.branch.policy.type === 'each') await commitProject(server, commit);
    else commitWhenIdle(server, commit, target.branch.policy.seconds);
  } catch (error) {
    const level = error instanceof AppError ? 'warn' : 'error';
    server.log[level]('labels stay pending', { project: project.id, error });
  }
};
