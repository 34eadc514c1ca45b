import { useQueryClient } from '@tanstack/react-query';
import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { api } from '../api.ts';
import { Button } from '../parts/button.tsx';
import { FormDialog } from '../parts/dialog.tsx';
import { Menu } from '../parts/menu.tsx';
import { plural } from '../../shared/plural.ts';
import { toastError } from '../parts/toast.tsx';
import { renewProject } from '../queries.ts';
import type { BulkChoice } from './use-tasks.ts';
import type { Person } from './filter-popover.tsx';
import { useUndoToast } from './use-undo.ts';

/** Gives the selected tasks to a person, who alone gets them, or back to everybody; asks first when it is all that match. */
export const AssignMenu = ({
  project,
  choice,
  count,
  people,
  onDone,
}: {
  readonly project: string;
  readonly choice: BulkChoice;
  readonly count: string;
  readonly people: readonly Person[];
  readonly onDone: () => void;
}) => {
  const client = useQueryClient();
  const say = useUndoToast(project);
  const [asking, setAsking] = useState<{ readonly to: Person | null }>();
  const [busy, setBusy] = useState(false);
  const assign = async (person: Person | null) => {
    const { assigned, undo } = await api.projects.assignTasks({
      params: { id: project },
      body: { ...choice, account: person?.id ?? null },
    });
    onDone();
    const tasks = plural(assigned, 'task');
    say(person ? `${tasks} for ${person.name}` : `${tasks} for everybody again`, [undo]);
    await renewProject(client, project);
  };
  const run = (to: Person | null) => {
    if ('match' in choice) return setAsking({ to });
    setBusy(true);
    void assign(to)
      .catch(toastError)
      .finally(() => setBusy(false));
  };
  const who = asking?.to?.name ?? 'everybody';
  return (
    <>
      <Menu
        align="start"
        trigger={
          <Button icon={<UserPlus />} busy={busy}>
            Assign
          </Button>
        }
        entries={[
          ...people.map(
            (person) => ({ type: 'action', label: person.name, run: () => run(person) }) as const,
          ),
          { type: 'separator' },
          { type: 'action', label: 'Nobody: for everybody', run: () => run(null) },
        ]}
      />
      <FormDialog
        open={asking !== undefined}
        onClose={() => setAsking(undefined)}
        title={`Assign ${count} to ${who}?`}
        about={
          asking?.to
            ? 'They alone get them as next task. It can be undone for two weeks.'
            : 'Everybody gets them as next task. It can be undone for two weeks.'
        }
        confirm={`Assign ${count}`}
        onConfirm={() => assign(asking?.to ?? null)}
      />
    </>
  );
};
