import { changeClasses } from '../../../labels/config/change-classes.ts';
import { parseConfig } from '../../../labels/config/parse-config.ts';
import { mergeTaskFiles } from '../../../labels/merge/merge-task-files.ts';
import type { TaskFile } from '../../../labels/task-file/task-file.ts';
import type { Repo } from '../../../versions/version-store.ts';
import type { Server } from '../../server.ts';
import { readFileAt } from '../labels/read-file-at.ts';
import type { ProjectRow } from '../tables.ts';
import type { Work } from './label-work.ts';

type Redo = (path: string, before: TaskFile | undefined) => Promise<TaskFile | undefined>;

/** What a work makes of a task's file. */
export const redo = (
  server: Server,
  { project, repo, work }: { project: ProjectRow; repo: Repo; work: Work },
): Redo => {
  if (work.kind === 'config') {
    // the project has the old one until all rows are changed
    const parse = (text: string) => parseConfig(text.trim() || '<View/>');
    const change = changeClasses(parse(project.config), parse(work.config), work.mapping);
    return async (_, before) => before && change(before).file;
  }
  return async (path, before) => {
    const [base, theirs] = [
      await readFileAt(server, repo, work.base, path),
      await readFileAt(server, repo, work.theirs, path),
    ];
    return mergeTaskFiles({ base, ours: before, theirs }, work.mode).file;
  };
};
