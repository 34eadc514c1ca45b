import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { GitCommitHorizontal } from 'lucide-react';
import { useState } from 'react';
import { changesText } from '../../shared/change-counts.ts';
import { includesRole } from '../../shared/contract/op.ts';
import type { Project } from '../../shared/contract/projects.ts';
import { api } from '../api.ts';
import { Badge } from '../parts/badge.tsx';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { ErrorNote } from '../parts/error-state.tsx';
import { TextAreaField } from '../parts/field.tsx';
import { formatCount } from '../../shared/format-count.ts';
import { plural } from '../../shared/plural.ts';
import { Segments } from '../parts/tabs.tsx';
import { toast } from '../parts/toast.tsx';
import { queries, renewProject } from '../queries.ts';
import { countPending } from './pending-badge.tsx';

type Counts = { readonly new: number; readonly changed: number; readonly retired: number };

const Summary = ({ pending }: { readonly pending: Counts }) => (
  <p>
    {plural(pending.new, 'newly labeled task')}, {formatCount(pending.changed)} changed,{' '}
    {formatCount(pending.retired)} retired
  </p>
);

/** Commit labels: how many wait, one's own or everyone's, with a message. */
export const CommitButton = ({ project }: { readonly project: Project }) => {
  const client = useQueryClient();
  const router = useRouter();
  const mayAll = includesRole(project.role, 'reviewer');
  const pending = useQuery(queries.pending(project.id)).data;
  const [open, setOpen] = useState(false);
  const [whose, setWhose] = useState<'mine' | 'everyone'>(mayAll ? 'everyone' : 'mine');
  const [message, setMessage] = useState('');
  const total = countPending(pending ?? project.pending);
  const commit = useMutation({
    mutationFn: () =>
      api.projects.commit({
        params: { id: project.id },
        body: { mine: whose === 'mine', ...(message.trim() ? { message: message.trim() } : {}) },
      }),
    onSuccess: async ({ commit: made, conflicts, changes }) => {
      setOpen(false);
      setMessage('');
      await renewProject(client, project.id);
      const history = {
        label: 'History',
        run: () => void router.navigate({ to: '/projects/$id/history', params: { id: project.id } }),
      };
      if (conflicts > 0) {
        toast(`${plural(conflicts, 'conflict')} with what came by the branch must be settled first`, history);
      } else if (made)
        toast(`Labels committed as ${made.id.slice(0, 8)}: ${changesText(changes ?? {})}`, history);
      else toast('Nothing had changed since the last commit');
    },
  });
  const shown = whose === 'mine' ? pending?.mine : pending;
  return (
    <>
      <Button icon={<GitCommitHorizontal />} onClick={() => setOpen(true)}>
        Commit labels
        {total > 0 ? (
          <Badge tone="mark" title="Not committed yet">
            {formatCount(total)}
          </Badge>
        ) : null}
      </Button>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title="Commit labels"
        about={`One commit on ${project.target.repo}@${project.target.branch}.`}
        onSubmit={() => commit.mutate()}
        actions={
          <>
            <Button onClick={() => setOpen(false)}>Cancel</Button>
            <Button type="submit" variant="primary" busy={commit.isPending}>
              Commit labels
            </Button>
          </>
        }
      >
        {mayAll ? (
          <div>
            <Segments
              label="Whose labels"
              value={whose}
              onChange={setWhose}
              options={[
                {
                  value: 'everyone',
                  label: 'Everyone’s',
                  ...(pending ? { count: formatCount(countPending(pending)) } : {}),
                },
                {
                  value: 'mine',
                  label: 'Only mine',
                  ...(pending ? { count: formatCount(countPending(pending.mine)) } : {}),
                },
              ]}
            />
          </div>
        ) : null}
        {shown ? <Summary pending={shown} /> : null}
        <TextAreaField
          label="Message"
          hint="What this batch is. May stay empty."
          autoFocus
          value={message}
          onChange={(event) => setMessage(event.target.value)}
        />
        {commit.error ? <ErrorNote error={commit.error} /> : null}
      </Dialog>
    </>
  );
};
