import { useQueryClient } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { plural } from '../../shared/plural.ts';
import { api } from '../api.ts';
import { Button } from '../parts/button.tsx';
import { ConfirmDialog } from '../parts/dialog.tsx';
import { renewProject } from '../queries.ts';
import { AssignMenu } from './assign-menu.tsx';
import type { Person } from './filter-popover.tsx';
import type { BulkChoice } from './use-tasks.ts';
import { useUndoToast } from './use-undo.ts';

/** What can be done with the selected tasks: those that are ticked, or all that the list shows. */
export const BulkBar = ({
  project,
  choice,
  count,
  people,
  all,
  onDone,
}: {
  readonly project: string;
  readonly choice: BulkChoice;
  /** How many that is: `3 tasks`, `all 120 tasks that match`. */
  readonly count: string;
  readonly people: readonly Person[];
  /** Missing: nothing more could be selected. */
  readonly all: { readonly count: string; readonly choose: () => void } | undefined;
  readonly onDone: () => void;
}) => {
  const client = useQueryClient();
  const say = useUndoToast(project);
  const [deleting, setDeleting] = useState(false);
  return (
    <>
      <b role="status">{count} selected</b>
      {all ? (
        <Button variant="quiet" onClick={all.choose}>
          Select {all.count}
        </Button>
      ) : null}
      <AssignMenu project={project} choice={choice} count={count} people={people} onDone={onDone} />
      <Button variant="danger" icon={<Trash2 />} onClick={() => setDeleting(true)}>
        Delete
      </Button>
      <Button variant="quiet" onClick={onDone}>
        Clear
      </Button>
      <ConfirmDialog
        open={deleting}
        onClose={() => setDeleting(false)}
        title={`Delete ${count}?`}
        about="Their labels leave the next commit; label commits that hold them keep them. It can be undone for two weeks."
        confirm={`Delete ${count}`}
        onConfirm={async () => {
          const { deleted, undo } = await api.projects.removeTasks({ params: { id: project }, body: choice });
          onDone();
          say(`Deleted ${plural(deleted, 'task')}`, [undo]);
          await renewProject(client, project);
        }}
      />
    </>
  );
};
