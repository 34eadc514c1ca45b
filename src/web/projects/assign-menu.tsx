import { useMutation, useQueryClient } from '@tanstack/react-query';
import { UserPlus } from 'lucide-react';
import { api } from '../api.ts';
import { Button } from '../parts/button.tsx';
import { Menu } from '../parts/menu.tsx';
import { plural } from '../../shared/plural.ts';
import { toast, toastError } from '../parts/toast.tsx';
import { renewProject } from '../queries.ts';
import type { Person } from './filter-popover.tsx';

/** Gives the selected tasks to a person, who alone gets them, or back to everybody. */
export const AssignMenu = ({
  project,
  ids,
  people,
  onDone,
}: {
  readonly project: string;
  readonly ids: readonly string[];
  readonly people: readonly Person[];
  readonly onDone: () => void;
}) => {
  const client = useQueryClient();
  const assign = useMutation({
    mutationFn: (person: Person | null) =>
      api.projects.assignTasks({
        params: { id: project },
        body: { ids: [...ids], account: person?.id ?? null },
      }),
    onError: toastError,
    onSuccess: async ({ assigned }, person) => {
      onDone();
      toast(
        person
          ? `${plural(assigned, 'task')} for ${person.name}`
          : `${plural(assigned, 'task')} for everybody again`,
      );
      await renewProject(client, project);
    },
  });
  return (
    <Menu
      align="start"
      trigger={
        <Button icon={<UserPlus />} busy={assign.isPending}>
          Assign
        </Button>
      }
      entries={[
        ...people.map(
          (person) => ({ type: 'action', label: person.name, run: () => assign.mutate(person) }) as const,
        ),
        { type: 'separator' },
        { type: 'action', label: 'Nobody: for everybody', run: () => assign.mutate(null) },
      ]}
    />
  );
};
