import type { TaskFile } from '../../../labels/task-file/task-file.ts';
import { readObjects } from '../../../versions/commands/read-objects.ts';
import type { Entry } from '../../../versions/version-store.ts';
import type { Server } from '../../server.ts';
import type { ChangedEntry } from './changed-entries.ts';
import { parseTaskSide, type ReadSide } from './read-task-side.ts';

/** One task's file in base and in the head that somebody else made. */
export type FileSides = {
  readonly key: string;
  readonly path: string;
  readonly base: TaskFile | undefined;
  readonly theirs: TaskFile | undefined;
  /** Why theirs cannot be read: the task stays as it is. */
  readonly problem?: string | undefined;
  /** Base is a file that could not be read. */
  readonly isBaseUnknown?: boolean;
  /** Base was not read: the rows say the same. */
  readonly isBaseHere?: boolean;
};

/** Both sides of a page of changes, with few reads. `isBaseHere`: the rows have what base has, so that it need not be read. */
export const readSides = async (
  server: Server,
  entries: readonly ChangedEntry[],
  isBaseHere: (entry: ChangedEntry) => boolean = () => false,
): Promise<readonly FileSides[]> => {
  const wanted = entries.map((entry) => (isBaseHere(entry) ? { ...entry, from: null, here: true } : entry));
  const hashes = wanted.flatMap(({ from, to }) => [from?.sha256 ?? [], to?.sha256 ?? []].flat());
  const bytes = await readObjects(server.versions, { hashes });
  const side = (entry: Entry | null, path: string): ReadSide =>
    entry === null ? { file: undefined } : parseTaskSide(bytes.get(entry.sha256) ?? new Uint8Array(), path);
  return wanted.map(({ key, path, from, to, ...rest }) => {
    const [base, theirs] = [side(from, path), side(to, path)];
    return {
      key,
      path,
      base: base.file,
      theirs: theirs.file,
      problem: theirs.problem,
      isBaseUnknown: base.problem !== undefined,
      isBaseHere: 'here' in rest,
    };
  });
};
