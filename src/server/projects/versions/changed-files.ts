import type { Repo } from '../../../versions/version-store.ts';
import type { Server } from '../../server.ts';
import { changedEntries, type TwoStates } from '../labels/changed-entries.ts';
import { type FileSides, readSides } from '../labels/read-sides.ts';

/** The task files that differ between two states, page by page; `meta` when others do. The cost follows the change. */
export async function* changedFiles(
  server: Server,
  repo: Repo,
  states: TwoStates,
): AsyncIterable<{ readonly sides: readonly FileSides[]; readonly meta: boolean }> {
  for await (const { tasks, others } of changedEntries(server, repo, states))
    yield { sides: await readSides(server, tasks), meta: others.length > 0 };
}
