import { useMutation, useQuery } from '@tanstack/react-query';
import { api } from '../api.ts';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { ErrorNote } from '../parts/error-state.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { changesNothing, MergedCounts } from './merged-counts.tsx';
import { useAfterMove } from './use-versions.ts';
import { WorkProgress } from './work-progress.tsx';

/** Takes back what one label commit changed; says first what that would be. */
export const RevertDialog = ({
  project,
  commit,
  onClose,
}: {
  readonly project: string;
  readonly commit: { readonly id: string; readonly message: string } | null;
  readonly onClose: () => void;
}) => {
  const after = useAfterMove(project);
  const id = commit?.id ?? '';
  const preview = useQuery({
    queryKey: ['project', project, 'revert-preview', id],
    queryFn: () => api.projects.revert({ params: { id: project }, body: { commit: id, dryRun: true } }),
    enabled: commit !== null,
    gcTime: 0,
  });
  const revert = useMutation({
    mutationFn: () => api.projects.revert({ params: { id: project }, body: { commit: id } }),
    onSuccess: async (done) => {
      onClose();
      await after(`Reverted ${id.slice(0, 8)}`, done);
    },
  });
  return (
    <Dialog
      open={commit !== null}
      onClose={onClose}
      title={`Revert ${id.slice(0, 8)}?`}
      about={`Takes back what “${commit?.message.split('\n')[0] || 'this commit'}” changed, as a new commit, and keeps what came after it.`}
      onSubmit={() => revert.mutate()}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            variant="primary"
            busy={revert.isPending}
            disabled={!preview.data || changesNothing(preview.data)}
          >
            Revert
          </Button>
        </>
      }
    >
      {preview.isPending && commit ? <Skeleton height={84} /> : null}
      {preview.error ? <ErrorNote error={preview.error} /> : null}
      {preview.data ? <MergedCounts merged={preview.data} /> : null}
      {revert.isPending ? <WorkProgress project={project} mayCancel /> : null}
      {revert.error ? <ErrorNote error={revert.error} /> : null}
    </Dialog>
  );
};
