import { parseTaskFile } from '../../../labels/task-file/parse-task-file.ts';
import type { TaskFile } from '../../../labels/task-file/task-file.ts';
import { taskKeyOfPath } from '../../../labels/task-file/task-path.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { Server } from '../../server.ts';
import { decodeText, readObjectBytes } from './read-object-text.ts';

/** A task's file, or why what somebody put there is none. */
export type ReadSide = { readonly file: TaskFile | undefined; readonly problem?: string };

export const readTaskSide = async (
  server: Server,
  entry: { readonly sha256: string } | null,
  path: string,
): Promise<ReadSide> => {
  if (entry === null) return { file: undefined };
  return parseTaskSide(await readObjectBytes(server, entry.sha256), path);
};

export const parseTaskSide = (bytes: Uint8Array, path: string): ReadSide => {
  try {
    const file = parseTaskFile(decodeText(bytes, path), path);
    if (file.key === taskKeyOfPath(path)) return { file };
    return { file: undefined, problem: `its key ${JSON.stringify(file.key)} belongs to another path` };
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'task_file.invalid')) throw error;
    return { file: undefined, problem: String(error.data['reason'] ?? error.message) };
  }
};

/** A file of a commit; undefined where it has none, or none that can be read. */
export const readTaskFile = async (
  server: Server,
  sha256: string,
  path: string,
): Promise<TaskFile | undefined> => (await readTaskSide(server, { sha256 }, path)).file;
