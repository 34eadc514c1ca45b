import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { DatabaseZap, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Project, Source } from '../../shared/contract/projects.ts';
import { api } from '../api.ts';
import { Badge } from '../parts/badge.tsx';
import { Button, IconButton } from '../parts/button.tsx';
import { ConfirmDialog, Dialog } from '../parts/dialog.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { ErrorNote } from '../parts/error-state.tsx';
import { formatCount } from '../../shared/format-count.ts';
import { Panel, Table } from '../parts/panel.tsx';
import { TimeAgo } from '../parts/time-ago.tsx';
import { toast } from '../parts/toast.tsx';
import { renewProject } from '../queries.ts';
import { emptySource, type SourceDraft, SourceForm } from './source-form.tsx';

const draftOf = (source: Source): SourceDraft => ({
  repo: source.repo,
  branch: source.branch,
  glob: source.glob,
  importMethod: source.importMethodChosen ? source.importMethod : undefined,
  changed: source.changed,
});

const SourceDialog = ({
  project,
  editing,
  onClose,
}: {
  readonly project: string;
  readonly editing: Source | 'new' | null;
  readonly onClose: () => void;
}) => {
  const client = useQueryClient();
  const [draft, setDraft] = useState<SourceDraft>(
    editing && editing !== 'new' ? draftOf(editing) : emptySource,
  );
  const save = useMutation({
    mutationFn: async () => {
      const { importMethod, ...rest } = draft;
      const body = { ...rest, glob: rest.glob || '**', ...(importMethod ? { importMethod } : {}) };
      if (editing && editing !== 'new') {
        await api.projects.updateSource({ params: { id: project, source: editing.id }, body });
      } else {
        await api.projects.addSource({ params: { id: project }, body });
      }
    },
    onSuccess: async () => {
      toast('Saved. New tasks come in a moment.');
      onClose();
      await renewProject(client, project);
    },
  });
  return (
    <Dialog
      open={editing !== null}
      onClose={onClose}
      wide
      title={editing === 'new' ? 'Add a source' : 'Change the source'}
      about="Tasks come from the files of a branch, by themselves and by Sync now."
      onSubmit={() => save.mutate()}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={save.isPending} disabled={!draft.repo}>
            Save source
          </Button>
        </>
      }
    >
      <SourceForm source={draft} onChange={setDraft} />
      {save.error ? <ErrorNote error={save.error} /> : null}
    </Dialog>
  );
};

/** Where the tasks of a project come from. */
export const ProjectSources = ({ project }: { readonly project: Project }) => {
  const client = useQueryClient();
  const [editing, setEditing] = useState<Source | 'new' | null>(null);
  const [removing, setRemoving] = useState<Source | null>(null);
  return (
    <Panel
      title="Sources"
      head={
        <span data-push>
          <Button size="small" icon={<Plus />} onClick={() => setEditing('new')}>
            Add a source
          </Button>
        </span>
      }
    >
      {project.sources.length === 0 ? (
        <EmptyState icon={<DatabaseZap />} title="No source">
          Tasks are imported by hand. With a source, new files become tasks by themselves.
        </EmptyState>
      ) : (
        <Table label="Sources" columns={['Branch', 'Files', 'Method', 'Last sync', 'Actions']}>
          {project.sources.map((source) => (
            <tr key={source.id}>
              <td>
                <Link to="/repos/$repo/$ref" params={{ repo: source.repo, ref: source.branch }}>
                  {source.repo}@{source.branch}
                </Link>
              </td>
              <td>
                <code>{source.glob}</code>
              </td>
              <td>{source.importMethod === 'files' ? 'a task for each file' : 'files hold tasks'}</td>
              <td>
                {source.error ? (
                  <Badge tone="danger" title={source.error}>
                    {source.error.slice(0, 60)}
                  </Badge>
                ) : source.synced.time ? (
                  <>
                    <TimeAgo time={source.synced.time} /> · {formatCount(source.synced.added)} new
                  </>
                ) : (
                  'not yet'
                )}
              </td>
              <td style={{ textAlign: 'right', whiteSpace: 'nowrap' }}>
                <Button size="small" variant="quiet" onClick={() => setEditing(source)}>
                  Change
                </Button>
                <IconButton
                  label={`Remove ${source.repo}@${source.branch}`}
                  size="small"
                  onClick={() => setRemoving(source)}
                >
                  <Trash2 />
                </IconButton>
              </td>
            </tr>
          ))}
        </Table>
      )}
      {editing ? (
        <SourceDialog
          key={editing === 'new' ? 'new' : editing.id}
          project={project.id}
          editing={editing}
          onClose={() => setEditing(null)}
        />
      ) : null}
      <ConfirmDialog
        open={removing !== null}
        onClose={() => setRemoving(null)}
        title="Remove the source?"
        about="No new tasks come from there. Those that came stay, with their labels."
        confirm="Remove"
        onConfirm={async () => {
          if (!removing) return;
          await api.projects.removeSource({ params: { id: project.id, source: removing.id } });
          await renewProject(client, project.id);
        }}
      />
    </Panel>
  );
};
