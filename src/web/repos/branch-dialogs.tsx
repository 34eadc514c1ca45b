import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Branch } from '../../shared/contract/repos.ts';
import { api } from '../api.ts';
import { FormDialog } from '../parts/dialog.tsx';
import { SelectField, TextField } from '../parts/field.tsx';
import { NameField } from '../parts/name-field.tsx';
import { toast } from '../parts/toast.tsx';
import { renewRepo } from '../queries.ts';

type DialogProps = { readonly open: boolean; readonly onClose: () => void; readonly repo: string };

/** Names a state: `branch` moves on with new commits, `tag` never moves. */
export const NameRefDialog = ({
  kind,
  repo,
  head,
  open,
  onClose,
  onMade,
}: DialogProps & {
  readonly kind: 'branch' | 'tag';
  readonly head: string;
  readonly onMade?: (name: string) => void;
}) => {
  const client = useQueryClient();
  const [name, setName] = useState('');
  const make = async () => {
    const asked = { params: { repo }, body: { name, head } };
    const { warnings = [] }: { readonly warnings?: string[] | undefined } =
      kind === 'branch' ? await api.repos.createBranch(asked) : await api.repos.createTag(asked);
    await renewRepo(client, repo);
    toast([`Made ${kind} ${name}.`, ...warnings].join(' '));
    setName('');
    onMade?.(name);
  };
  return (
    <FormDialog
      open={open}
      onClose={onClose}
      title={kind === 'branch' ? 'New branch' : 'New tag'}
      about={
        kind === 'branch'
          ? `Begins at ${head} and goes its own way. Nothing is copied.`
          : `A name for good for the commit at ${head}.`
      }
      confirm={kind === 'branch' ? 'Create branch' : 'Create tag'}
      onConfirm={make}
    >
      <NameField
        value={name}
        onChange={setName}
        hint="Letters, digits, _ and -. Not 8 or more hex digits: that would look like a commit."
      />
    </FormDialog>
  );
};

/** When writes to a branch become commits. */
export const PolicyDialog = ({ repo, branch, open, onClose }: DialogProps & { readonly branch: Branch }) => {
  const client = useQueryClient();
  const [kind, seconds] = branch.policy.split(':') as [string, string | undefined];
  const [policy, setPolicy] = useState(kind);
  const [idle, setIdle] = useState(seconds ?? '2');
  const save = async () => {
    await api.repos.updateBranch({
      params: { repo, branch: branch.name },
      body: { policy: policy === 'idle' ? `idle:${idle}` : policy },
    });
    await renewRepo(client, repo);
    toast('Commit policy changed');
  };
  return (
    <FormDialog
      open={open}
      onClose={onClose}
      title={`Commit policy of ${branch.name}`}
      about="Writes are safe and readable at once; the policy says when they become a commit."
      confirm="Save"
      onConfirm={save}
    >
      <SelectField
        label="Commit"
        value={policy}
        onChange={(event) => setPolicy(event.target.value)}
        options={[
          { value: 'each', label: 'each write by itself' },
          { value: 'idle', label: 'when writes pause' },
          { value: 'manual', label: 'only when somebody says so' },
        ]}
      />
      {policy === 'idle' ? (
        <TextField
          label="Seconds without a write"
          type="number"
          min={0.1}
          step={0.1}
          value={idle}
          onChange={(event) => setIdle(event.target.value)}
          hint="A long series of writes is committed after 60 seconds all the same."
        />
      ) : null}
    </FormDialog>
  );
};
