import type { TaskRow } from '../tables.ts';
import type { SourceTask } from './read-rows.ts';

export type MatchedRows = {
  readonly kept: readonly { readonly task: TaskRow; readonly row: SourceTask }[];
  readonly changed: readonly { readonly task: TaskRow; readonly row: SourceTask }[];
  readonly added: readonly SourceTask[];
  readonly retired: readonly TaskRow[];
};

/**
 * Which live tasks the rows of the changed files are. Equal data is the same task: first in its own file, then in
 * any other (moved). Of the rest, a row with the id of a task, at its place in its file, or of the file that its
 * file was renamed to, is that task changed; what is left is new, and tasks without a row are retired.
 */
export const matchRows = (
  tasks: readonly TaskRow[],
  rows: readonly SourceTask[],
  args: {
    keyOfRow: (row: SourceTask) => string | undefined;
    renamed: ReadonlyMap<string, string>;
    /** The file is the task: other bytes are other data, even where the data name only its path. */
    bytesCount: boolean;
  },
): MatchedRows => {
  const left = new Set(tasks);
  const pair = (open: readonly SourceTask[], ofTask: Name<TaskRow>, ofRow: Name<SourceTask>): Paired => {
    const byName = new Map<string, TaskRow[]>();
    for (const task of left) {
      const name = ofTask(task);
      if (name !== undefined) byName.set(name, [...(byName.get(name) ?? []), task]);
    }
    const pairs: { task: TaskRow; row: SourceTask }[] = [];
    const rest: SourceTask[] = [];
    for (const row of open) {
      const name = ofRow(row);
      const task = name === undefined ? undefined : byName.get(name)?.shift();
      if (task === undefined) rest.push(row);
      else {
        left.delete(task);
        pairs.push({ task, row });
      }
    }
    return { pairs, rest };
  };
  const content = (hash: string, sha256: string | null) => (args.bytesCount ? `${hash}/${sha256}` : hash);
  const inFile = (path: string | null, rest: string | number | null) => JSON.stringify([path, rest]);
  const same = pair(
    rows,
    (task) => inFile(task.source_path, content(task.data_hash, task.source_sha256)),
    (row) => inFile(row.path, content(row.hash, row.sha256)),
  );
  const moved = pair(
    same.rest,
    (task) => content(task.data_hash, task.source_sha256),
    (row) => content(row.hash, row.sha256),
  );
  const byKey = pair(moved.rest, (task) => task.key, args.keyOfRow);
  const byPlace = pair(
    byKey.rest,
    (task) => inFile(task.source_path, task.position),
    (row) => inFile(row.path, row.row),
  );
  const byRename = pair(
    byPlace.rest,
    (task) => inFile(args.renamed.get(task.source_path ?? '') ?? null, task.position),
    (row) => inFile(row.path, row.row),
  );
  return {
    kept: [...same.pairs, ...moved.pairs],
    changed: [...byKey.pairs, ...byPlace.pairs, ...byRename.pairs],
    added: byRename.rest,
    retired: [...left],
  };
};

type Name<T> = (item: T) => string | undefined;
type Paired = {
  readonly pairs: readonly { readonly task: TaskRow; readonly row: SourceTask }[];
  readonly rest: readonly SourceTask[];
};
