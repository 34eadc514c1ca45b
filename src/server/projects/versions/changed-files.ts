import { taskKeyOfPath } from '../../../labels/task-file/task-path.ts';
import { diff } from '../../../versions/commands/diff.ts';
import type { CommitId, Repo } from '../../../versions/version-store.ts';
import type { Server } from '../../server.ts';
import { type FileSides, readSides } from '../labels/absorb-head.ts';

/** Two states of a label repo; null: the one without files. Not both. */
export type TwoStates = { readonly base: CommitId | null; readonly theirs: CommitId | null };

const pageSize = 200;

/** The task files that differ between two states, page by page; `meta` when others do. The cost follows the change. */
export async function* changedFiles(
  server: Server,
  repo: Repo,
  { base, theirs }: TwoStates,
): AsyncIterable<{ readonly sides: readonly FileSides[]; readonly meta: boolean }> {
  // a diff leads to a commit: what leads to nothing is read the other way round
  const turned = theirs === null;
  const to = turned ? base : theirs;
  if (to === null) return;
  for (let after: string | undefined; ; ) {
    const page = await diff(server.versions, {
      repo,
      from: turned ? null : base,
      to,
      after,
      limit: pageSize,
      renames: false,
    });
    const sides: FileSides[] = [];
    let meta = false;
    for (const item of page.items) {
      const key = taskKeyOfPath(item.path);
      if (key === undefined) meta = true;
      else {
        const [from, to] = turned ? [item.to, item.from] : [item.from, item.to];
        sides.push(await readSides(server, { key, path: item.path, from, to }));
      }
    }
    yield { sides, meta };
    if (page.next === null) return;
    after = page.next;
  }
}
