import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api.ts';
import { FormDialog } from '../parts/dialog.tsx';
import { NameField } from '../parts/name-field.tsx';
import { toast } from '../parts/toast.tsx';
import { renewProject } from '../queries.ts';

/** Names a label commit for good. */
export const TagDialog = ({
  project,
  commit,
  onClose,
}: {
  readonly project: string;
  readonly commit: string | null;
  readonly onClose: () => void;
}) => {
  const client = useQueryClient();
  const [name, setName] = useState('');
  const make = async () => {
    await api.projects.tagLabels({
      params: { id: project },
      body: { name, ...(commit ? { head: commit } : {}) },
    });
    toast(`Tagged as ${name}`);
    setName('');
    void renewProject(client, project);
  };
  return (
    <FormDialog
      open={commit !== null}
      onClose={onClose}
      title="Tag these labels"
      about={`A name for good for ${commit?.slice(0, 8)}: to train on, to compare with, to go back to.`}
      confirm="Create tag"
      onConfirm={make}
    >
      <NameField value={name} onChange={setName} hint="Letters, digits, _ and -, such as v1." />
    </FormDialog>
  );
};
