import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api.ts';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { ErrorNote } from '../parts/error-state.tsx';
import { TextField } from '../parts/field.tsx';
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
  const make = useMutation({
    mutationFn: () =>
      api.projects.tagLabels({
        params: { id: project },
        body: { name, ...(commit ? { head: commit } : {}) },
      }),
    onSuccess: async () => {
      toast(`Tagged as ${name}`);
      setName('');
      onClose();
      await renewProject(client, project);
    },
  });
  return (
    <Dialog
      open={commit !== null}
      onClose={onClose}
      title="Tag these labels"
      about={`A name for good for ${commit?.slice(0, 8)}: to train on, to compare with, to go back to.`}
      onSubmit={() => make.mutate()}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={make.isPending}>
            Create tag
          </Button>
        </>
      }
    >
      <TextField
        label="Name"
        mono
        required
        autoFocus
        pattern="[A-Za-z0-9_\-]{1,63}"
        title="1 to 63 of A-Z a-z 0-9 _ -"
        hint="Letters, digits, _ and -, such as v1."
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      {make.error ? <ErrorNote error={make.error} /> : null}
    </Dialog>
  );
};
