import { useMutation, useQuery } from '@tanstack/react-query';
import { GitMerge } from 'lucide-react';
import { useState } from 'react';
import type { Project } from '../../shared/contract/projects.ts';
import { api } from '../api.ts';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { ErrorNote } from '../parts/error-state.tsx';
import { SelectField } from '../parts/field.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { Segments } from '../parts/tabs.tsx';
import { queries } from '../queries.ts';
import { changesNothing, MergedCounts } from './merged-counts.tsx';
import { useAfterMove } from './use-versions.ts';
import s from './versions.module.css';
import { WorkProgress } from './work-progress.tsx';

const modes = {
  union: 'Annotations stay apart: a task that both sides labeled has two.',
  fuse: 'One annotation from both: what only one side changed is taken, the rest are conflicts.',
} as const;
type Mode = keyof typeof modes;

/** Merges another branch of the label repo into the project's labels, with what it would do shown first. */
export const MergeDialog = ({
  project,
  open,
  onClose,
}: {
  readonly project: Project;
  readonly open: boolean;
  readonly onClose: () => void;
}) => {
  const after = useAfterMove(project.id);
  const { repo, branch: own } = project.target;
  const branches = useQuery({ ...queries.branches(repo), enabled: open }).data?.items ?? [];
  const others = branches.filter((branch) => branch.name !== own);
  const [chosen, setChosen] = useState('');
  const [mode, setMode] = useState<Mode>('union');
  const from = others.some((branch) => branch.name === chosen) ? chosen : (others[0]?.name ?? '');
  const body = { from, mode };
  const preview = useQuery({
    queryKey: ['project', project.id, 'merge-preview', body],
    queryFn: () => api.projects.merge({ params: { id: project.id }, body: { ...body, dryRun: true } }),
    enabled: open && from !== '',
    gcTime: 0,
  });
  const merge = useMutation({
    mutationFn: () => api.projects.merge({ params: { id: project.id }, body }),
    onSuccess: async (done) => {
      onClose();
      await after(`Merged ${from}`, done);
    },
  });
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="Merge a branch"
      about={`Brings the labels of another branch of ${repo} into ${own}. It is one commit and can be undone.`}
      onSubmit={() => merge.mutate()}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            variant="primary"
            icon={<GitMerge />}
            busy={merge.isPending}
            disabled={!preview.data || changesNothing(preview.data)}
          >
            Merge
          </Button>
        </>
      }
    >
      {others.length === 0 ? (
        <EmptyState icon={<GitMerge />} title="No other branch yet">
          Make one on the page of the repo {repo}, and let another project label into it.
        </EmptyState>
      ) : (
        <>
          <SelectField
            label="Branch"
            value={from}
            onChange={(event) => setChosen(event.target.value)}
            options={others.map((branch) => ({ value: branch.name, label: branch.name }))}
          />
          <div className={s.mode}>
            <Segments
              label="How"
              value={mode}
              onChange={setMode}
              options={[
                { value: 'union', label: 'Union' },
                { value: 'fuse', label: 'Fuse' },
              ]}
            />
            <p>{modes[mode]}</p>
          </div>
          {preview.isPending ? <Skeleton height={84} /> : null}
          {preview.error ? <ErrorNote error={preview.error} /> : null}
          {preview.data ? <MergedCounts merged={preview.data} /> : null}
        </>
      )}
      {merge.isPending ? <WorkProgress project={project.id} mayCancel /> : null}
      {merge.error ? <ErrorNote error={merge.error} /> : null}
    </Dialog>
  );
};
