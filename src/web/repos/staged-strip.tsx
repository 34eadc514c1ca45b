import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Branch } from '../../shared/contract/repos.ts';
import { api } from '../api.ts';
import { Button, LinkButton } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { ErrorNote } from '../parts/error-state.tsx';
import { TextAreaField } from '../parts/field.tsx';
import { plural } from '../../shared/plural.ts';
import { toast } from '../parts/toast.tsx';
import { renewRepo } from '../queries.ts';
import s from './repo-page.module.css';

const whenOf = (policy: string): string => {
  const [kind, seconds] = policy.split(':');
  return kind === 'each' ? 'in a moment' : `when writes pause for ${seconds ?? '2'} s`;
};

/** Says that a branch holds changes that are in no commit yet, and commits them. */
export const StagedStrip = ({
  repo,
  branch,
  mayWrite,
}: {
  readonly repo: string;
  readonly branch: Branch;
  readonly mayWrite: boolean;
}) => {
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const [message, setMessage] = useState('');
  const commit = useMutation({
    mutationFn: () =>
      api.repos.commitBranch({ params: { repo, branch: branch.name }, body: message ? { message } : {} }),
    onSuccess: async ({ commit: made }) => {
      setOpen(false);
      setMessage('');
      toast(made ? `Committed as ${made.id.slice(0, 8)}` : 'Nothing had changed, so there is no new commit');
      await renewRepo(client, repo);
    },
  });
  if (branch.staged === 0) return null;
  return (
    <div className={s.strip} data-calm={branch.policy === 'manual' ? undefined : true}>
      <p>
        <b>{plural(branch.staged, 'change')}</b>{' '}
        {branch.policy === 'manual'
          ? 'on this branch in no commit yet. The policy is manual: they wait for you.'
          : `on this branch in no commit yet. They become one ${whenOf(branch.policy)}.`}
      </p>
      {branch.project ? (
        <LinkButton to="/projects/$id/tasks" params={{ id: branch.project.id }} size="small">
          Open {branch.project.title}
        </LinkButton>
      ) : null}
      {mayWrite ? (
        <Button
          variant={branch.policy === 'manual' ? 'mark' : 'plain'}
          size="small"
          onClick={() => setOpen(true)}
        >
          Commit
        </Button>
      ) : null}
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title={`Commit ${plural(branch.staged, 'change')}`}
        about={`to ${repo}@${branch.name}`}
        onSubmit={() => commit.mutate()}
        actions={
          <>
            <Button onClick={() => setOpen(false)}>Cancel</Button>
            <Button type="submit" variant="primary" busy={commit.isPending}>
              Commit
            </Button>
          </>
        }
      >
        <TextAreaField
          label="Message"
          hint="What changed and why. May stay empty."
          value={message}
          onChange={(event) => setMessage(event.target.value)}
        />
        {commit.error ? <ErrorNote error={commit.error} /> : null}
      </Dialog>
    </div>
  );
};
