import { toldChanges } from '../../../labels/merge/told-changes.ts';
import { taskKeyOfPath } from '../../../labels/task-file/task-path.ts';
import { countChanges } from '../../../shared/change-counts.ts';
import type { CommitChanges } from '../../../shared/contract/project-labels.ts';
import { diff } from '../../../versions/commands/diff.ts';
import type { CommitId, Entry, Repo } from '../../../versions/version-store.ts';
import type { Server } from '../../server.ts';
import { readTaskFile } from './read-task-side.ts';
import type { Seen } from './seen-annotations.ts';

/** Of more tasks the files are not read: a list of commits would wait for it. */
const mostRead = 100;
/** So many tasks are counted at all. */
const mostCounted = 1000;

/** What a label commit changed against its first parent, as the label diff of the two counts it. */
export const countCommit = async (
  server: Server,
  repo: Repo,
  { id, parents }: { readonly id: CommitId; readonly parents: readonly CommitId[] },
  seen: Seen,
): Promise<CommitChanges> => {
  const page = await diff(server.versions, {
    repo,
    from: parents[0] ?? null,
    to: id,
    prefix: 'tasks/',
    limit: mostCounted,
    renames: false,
  });
  const files = page.items.filter(({ path }) => taskKeyOfPath(path) !== undefined);
  if (files.length > mostRead) return { tasks: files.length, more: page.next !== null };
  const read = async (entry: Entry | null, path: string) =>
    entry ? seen(await readTaskFile(server, entry.sha256, path)) : undefined;
  const changes = await Promise.all(
    files.map(async ({ path, from, to }) =>
      toldChanges(await read(from, path), await read(to, path)).flatMap(({ annotation, identity }) =>
        annotation === null ? [] : [{ annotation, identity }],
      ),
    ),
  );
  const shown = seen.all ? changes : changes.filter((own) => own.length > 0);
  const tasks = shown.map((own) => ({
    annotations: [...new Set(own.map(({ annotation }) => annotation))],
    regions: own.flatMap(({ annotation, identity }) => (identity === null ? [] : [{ annotation, identity }])),
  }));
  return { ...countChanges(tasks), more: false };
};
