import type { TaskFile } from '../../../labels/task-file/task-file.ts';
import { getEntry } from '../../../versions/commands/get-entry.ts';
import type { CommitId, Repo } from '../../../versions/version-store.ts';
import type { Server } from '../../server.ts';
import { readTaskFile } from './read-task-side.ts';

/** A task's file in a label commit; undefined where it has none, and in no commit. */
export const readFileAt = async (
  server: Server,
  repo: Repo,
  ref: CommitId | null,
  path: string,
): Promise<TaskFile | undefined> => {
  const entry = ref === null ? null : await getEntry(server.versions, { repo, ref, path });
  return entry === null ? undefined : readTaskFile(server, entry.sha256, path);
};
