import { removeChosen } from '../tasks/remove-tasks.ts';
import type { Undoer } from './undoer.ts';

/** What an import brought in is deleted, whatever became of it: an act of its own, which can be undone. */
export const removeImported: Undoer = async (server, actor, { project, pages }) => {
  const { deleted } = await removeChosen(server, actor, project, pages);
  return { tasks: deleted };
};
