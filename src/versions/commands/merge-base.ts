import { readCommit } from '../read-commit.ts';
import type { MergeBase } from '../version-commands.ts';
import type { Commit } from '../version-store.ts';

/** Walks back from both, newest first; the first commit met from both sides. */
export const mergeBase: MergeBase = async (versions, { repo, a, b }) => {
  const sides = new Map<string, number>();
  const open: Commit[] = [];
  const reach = async (id: string, side: number): Promise<void> => {
    const known = sides.get(id) ?? 0;
    if ((known | side) === known) return;
    sides.set(id, known | side);
    // Met again with another side: its turn comes, or comes again, with both.
    if (known === 0 || !open.some((commit) => commit.id === id))
      open.push(await readCommit(versions, repo, id));
  };
  await reach(a, 1);
  await reach(b, 2);
  while (open.length > 0) {
    open.sort((x, y) => x.time - y.time);
    const commit = open.pop() as Commit;
    const side = sides.get(commit.id) ?? 0;
    if (side === 3) return commit.id;
    for (const parent of commit.parents) await reach(parent, side);
  }
  return null;
};
