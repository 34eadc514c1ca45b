import { mutate } from '../../../db/mutate.ts';
import { taskPath } from '../../../labels/task-file/task-path.ts';
import type { Actor } from '../../actor.ts';
import { asPerson } from '../../repos/require-repo.ts';
import type { Server } from '../../server.ts';
import { readFileAt } from '../labels/read-file-at.ts';
import { readKeys } from '../labels/absorb-tasks.ts';
import { catchUp, commitNow } from '../labels/commit-now.ts';
import { type CommitRef, commitRef } from '../labels/commit-ref.ts';
import { nameLabels } from '../labels/name-labels.ts';
import { requireProject } from '../require-project.ts';
import { inLabelTurn } from '../labels/in-label-turn.ts';
import { requireTask } from '../tasks/task-rows.ts';
import { setTaskFiles } from './set-task-files.ts';

/**
 * Gives one task the labels that it had in a label commit (none, where it had no file there), as one commit; what is
 * uncommitted is committed first, so that restoring `before` undoes it. `commit` is null when they were those.
 */
export const restoreTask = async (
  outside: Server,
  actor: Actor,
  args: { id: string | number; task: string | number; ref: string },
): Promise<{ commit: CommitRef | null; before: string | null }> => {
  const asked = await requireProject(outside, actor, args.id, 'reviewer');
  const { id } = asked;
  const { key, id: number } = await requireTask(outside, id, args.task);
  const person = asPerson(actor);
  const ref = await nameLabels(outside, asked, args.ref);
  return inLabelTurn(outside, id, async (server) => {
    const { repo } = await catchUp(server, id, person);
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
