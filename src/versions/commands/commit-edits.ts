import { mutate } from '../../db/mutate.ts';
import { requireBranch } from '../require-branch.ts';
import type { CommitEdits } from '../version-commands.ts';
import { planCommit } from './plan-commit.ts';

export const commitEdits: CommitEdits = async (versions, task) => {
  const { repo, branch, edits, objects, held, message, author, provenance, ifHead } = task;
  const { uid } = await requireBranch(versions, repo, branch);
  return versions.locks.run(uid, async () => {
    const planned = await mutate(versions.db, async () => {
      let count = 0;
      const counted = async function* () {
        for await (const edit of typeof edits === 'function' ? edits() : edits) {
          count++;
          yield edit;
        }
      };
      const { head } = await requireBranch(versions, repo, branch);
      const plan = await planCommit(versions, {
        repo,
        branch,
        expectedHead: ifHead === undefined ? head : ifHead,
        edits: counted(),
        objects,
        held,
        message,
        // Asked for after the edits were drawn.
        authors: () => [{ ...author, count }],
        madeBy: { type: 'person', ...author },
        provenance,
      });
      return { plan: plan?.statements ?? [], value: plan };
    });
    planned?.landed();
    return planned?.commit ?? null;
  });
};
