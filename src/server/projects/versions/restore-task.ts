import { mutate } from '../../../db/mutate.ts';
import { taskPath } from '../../../labels/task-file/task-path.ts';
import { nameHead } from '../../../versions/commands/name-head.ts';
import type { Actor } from '../../actor.ts';
import { asPerson } from '../../repos/require-repo.ts';
import type { Server } from '../../server.ts';
import { readFileAt } from '../labels/read-file-at.ts';
import { readKeys } from '../labels/absorb-tasks.ts';
import { catchUp, commitNow } from '../labels/commit-now.ts';
import { type CommitRef, commitRef } from '../labels/commit-ref.ts';
import { requireProject } from '../require-project.ts';
import { inLabelTurn } from '../labels/in-label-turn.ts';
import { requireTask } from '../tasks/task-rows.ts';
import { setTaskFiles } from './set-task-files.ts';

/**
 * Gives one task the labels that it had in a label commit (none, where it had no file there), as one commit; what is
 * uncommitted is committed first, so that restoring `before` undoes it. `commit` is null when they were those.
 */
export const restoreTask = async (
  server: Server,
  actor: Actor,
  args: { id: string | number; task: string | number; ref: string },
): Promise<{ commit: CommitRef | null; before: string | null }> => {
  const { id } = await requireProject(server, actor, args.id, 'reviewer');
  const { key, id: number } = await requireTask(server, id, args.task);
  const person = asPerson(actor);
  return inLabelTurn(server, id, async () => {
    const { repo } = await catchUp(server, id, person);
    const { commit: ref } = await nameHead(server.versions, { repo, ref: args.ref });
    await commitNow(server, { project: id, person, message: `Before restoring task ${number}` });
    const { project } = await catchUp(server, id, person);
    const path = taskPath(key);
    const file = await readFileAt(server, repo, ref, path);
    await mutate(server.db, async () => {
      const known = (await readKeys(server, id, [key])).get(key);
      if (known === undefined) return { plan: [], value: undefined };
      return { plan: await setTaskFiles(server, actor, project, [{ known, file }]), value: undefined };
    });
    const message = `Restore task ${number} to ${args.ref}`;
    const act = { kind: 'task.restored', task: number, detail: { ref } } as const;
    const commit = await commitNow(server, { project: id, person, message, act });
    return { commit: commit && commitRef(commit), before: project.base };
  });
};
