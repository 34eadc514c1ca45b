import { blameTaskFile } from '../../../labels/blame/blame-task-file.ts';
import { textOf } from '../../../labels/results/label-result.ts';
import { taskPath } from '../../../labels/task-file/task-path.ts';
import type { versionOperations } from '../../../shared/contract/project-versions.ts';
import type { Answer } from '../../../shared/contract/op.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { getRepo } from '../../../versions/commands/get-repo.ts';
import { nameHead } from '../../../versions/commands/name-head.ts';
import type { Actor } from '../../actor.ts';
import { fileVersion } from '../../repos/blame-file.ts';
import type { Server } from '../../server.ts';
import { commitRef } from '../labels/commit-ref.ts';
import { peopleByUid } from '../people.ts';
import { requireProject } from '../require-project.ts';
import { requireTask } from '../tasks/task-rows.ts';

type Blame = Answer<typeof versionOperations.taskBlame, never>;

/**
 * For each region of a task, as committed: who last changed it, in which commit, and what it was made on. Empty for
 * a task without committed labels. Reads only the commits that touched its file, and stops when all is known.
 */
export const taskBlame = async (
  server: Server,
  actor: Actor,
  args: { id: string | number; task: string | number; ref?: string | undefined },
): Promise<Blame> => {
  const project = await requireProject(server, actor, args.id, 'reviewer');
  const task = await requireTask(server, project.id, args.task);
  const pending = task.pending > 0;
  const { organisation, target_repo, target_branch } = project;
  const repo = await getRepo(server.versions, { organisation, name: target_repo });
  try {
    const { commit } = await nameHead(server.versions, { repo, ref: args.ref ?? target_branch });
    const blamed = await blameTaskFile(await fileVersion(server, { repo, commit, path: taskPath(task.key) }));
    const person = await peopleByUid(
      server,
      blamed.map(({ author }) => author),
    );
    return {
      commit,
      pending,
      items: blamed
        .filter(({ identity }) => identity !== null)
        .map(({ annotation, identity, commit: by, author, at, madeOn, now }) => ({
          annotation,
          identity: identity ?? '',
          region: textOf(now, 'id') ?? null,
          fromName: textOf(now, 'from_name') ?? null,
          author: { id: person(author).id, name: person(author).name },
          at,
          commit: commitRef(by),
          madeOn: {
            input: madeOn?.input ?? null,
            config: madeOn?.config ?? null,
            instructions: madeOn?.instructions ?? null,
          },
        })),
    };
  } catch (error) {
    if (!(error instanceof AppError) || !['file.not_found', 'commit.none'].includes(error.code)) throw error;
    return { commit: null, pending, items: [] };
  }
};
