import { useQueryClient } from '@tanstack/react-query';
import type { MergedLabels } from '../../shared/contract/project-versions.ts';
import { api } from '../api.ts';
import { plural } from '../../shared/plural.ts';
import { toast, toastError } from '../parts/toast.tsx';
import { renewProject } from '../queries.ts';

/** After something that moved labels: shows what came of it, and offers to undo it, by a restore of all unless told. */
export const useAfterMove = (project: string, goBack?: (before: string) => Promise<unknown>) => {
  const client = useQueryClient();
  const undo = async (before: string, what: string) => {
    await (goBack?.(before) ??
      api.projects.restore({ params: { id: project }, body: { ref: before, message: `Undo ${what}` } }));
    await renewProject(client, project);
    toast(`Undone: ${what}`);
  };
  return async (what: string, done: Pick<MergedLabels, 'commit' | 'before' | 'conflicts'>) => {
    await renewProject(client, project);
    const { before } = done;
    const left = done.conflicts > 0 ? `; ${plural(done.conflicts, 'conflict')} to settle` : '';
    const made = done.commit ? `: commit ${done.commit.id.slice(0, 8)}` : left ? '' : ': nothing changed';
    const said = `${what}${made}${left}`;
    toast(
      said,
      done.commit && before
        ? { label: 'Undo', run: () => void undo(before, what.toLowerCase()).catch(toastError) }
        : undefined,
    );
  };
};
