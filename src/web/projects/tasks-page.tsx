import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams, useRouter, useSearch } from '@tanstack/react-router';
import { Inbox, ListChecks, RefreshCw, Trash2, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { includesRole } from '../../shared/contract/op.ts';
import type { Project } from '../../shared/contract/projects.ts';
import { api } from '../api.ts';
import { nextToReview } from '../label/next-to-review.ts';
import { Button, LinkButton } from '../parts/button.tsx';
import { ConfirmDialog } from '../parts/dialog.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { SearchInput } from '../parts/field.tsx';
import { formatCount } from '../../shared/format-count.ts';
import { plural } from '../../shared/plural.ts';
import { Panel } from '../parts/panel.tsx';
import { Segments } from '../parts/tabs.tsx';
import { toast, toastError } from '../parts/toast.tsx';
import { queries, renewProject } from '../queries.ts';
import { useMay } from '../session.ts';
import { AssignMenu } from './assign-menu.tsx';
import { ClassCounts } from './class-counts.tsx';
import { ColumnsPopover, useDataColumns } from './data-columns.tsx';
import { ExportButton } from './export-dialog.tsx';
import { FilterPopover } from './filter-popover.tsx';
import { ImportButton, ImportDrop, useImport } from './import-tasks.tsx';
import { ProjectFrame } from './project-frame.tsx';
import { type TaskChoice, TaskList } from './task-list.tsx';
import { chipsOf, readFilter, type TaskFilter, withoutChip, writeFilter } from './task-filters.ts';
import s from './tasks-page.module.css';

const SyncButton = ({ project }: { readonly project: string }) => {
  const client = useQueryClient();
  const sync = useMutation({
    mutationFn: () => api.projects.sync({ params: { id: project } }),
    onError: toastError,
    onSuccess: async ({ added, changed, retired, errors }) => {
      await renewProject(client, project);
      const first = errors[0];
      if (first)
        toastError(
          new Error(`${plural(errors.length, 'file')} could not be read: ${first.path}: ${first.detail}`),
        );
      else if (added + changed + retired === 0) toast('Up to date: no new data');
      else
        toast(`${formatCount(added)} new, ${formatCount(changed)} changed, ${formatCount(retired)} retired`);
    },
  });
  return (
    <Button icon={<RefreshCw />} busy={sync.isPending} onClick={() => sync.mutate()}>
      Sync now
    </Button>
  );
};

/** Goes through the labeled tasks that nobody reviewed. */
const ReviewButton = ({ project }: { readonly project: string }) => {
  const router = useRouter();
  const find = useMutation({
    mutationFn: () => nextToReview(project, null),
    onError: toastError,
    onSuccess: (task) => {
      if (!task) return toast('Everything that is labeled was reviewed');
      void router.navigate({
        to: '/projects/$id/label',
        params: { id: project },
        search: { task, review: true },
      });
    },
  });
  return (
    <Button icon={<ListChecks />} busy={find.isPending} onClick={() => find.mutate()}>
      Review
    </Button>
  );
};

const Tasks = ({ project }: { readonly project: Project }) => {
  const search = useSearch({ from: '/in/app/projects/$id/tasks' });
  const router = useRouter();
  const client = useQueryClient();
  const mayManage = includesRole(project.role, 'manager');
  const mayExport = includesRole(project.role, 'reviewer');
  const importing = useImport(project.id);
  const [typed, setTyped] = useState(search.search ?? '');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [deleting, setDeleting] = useState(false);
  const more = readFilter(search.filter);
  const filter: TaskChoice = {
    state: search.state ?? 'all',
    search: search.search ?? '',
    sort: search.sort ?? 'id',
    filter: writeFilter(more),
  };
  const [columns, setColumns] = useDataColumns(project.id);
  const [fields, setFields] = useState<readonly string[]>([]);
  const people = useQuery({ ...queries.members, enabled: useMay('reviewer') }).data?.items ?? [];
  const nameOf = (account: string) => people.find((person) => person.id === account)?.name ?? account;
  const filterBy = (next: TaskFilter) => set({ filter: writeFilter(next) });
  const set = (next: Partial<TaskChoice>) =>
    void router.navigate({
      to: '/projects/$id/tasks',
      params: { id: project.id },
      search: {
        ...search,
        ...next,
        ...('search' in next ? { search: next.search || undefined } : {}),
        ...(next.state === 'all' ? { state: undefined } : {}),
        ...(next.sort === 'id' ? { sort: undefined } : {}),
      },
      replace: true,
    });
  useEffect(() => {
    const timer = setTimeout(() => {
      if (typed.trim() !== filter.search) set({ search: typed.trim() });
    }, 250);
    return () => clearTimeout(timer);
  });
  const choose = (ids: readonly string[], on: boolean) =>
    setChosen((before) => {
      const next = new Set(before);
      for (const id of ids) {
        if (on) next.add(id);
        else next.delete(id);
      }
      return next;
    });
  const { counts } = project;
  const open = counts.tasks - counts.labeled - counts.skipped;

  return (
    <>
      <div className={s.tools}>
        {chosen.size > 0 ? (
          <>
            <b>{plural(chosen.size, 'task')} selected</b>
            <AssignMenu
              project={project.id}
              ids={[...chosen]}
              people={people}
              onDone={() => setChosen(new Set())}
            />
            <Button variant="danger" icon={<Trash2 />} onClick={() => setDeleting(true)}>
              Delete selected
            </Button>
            <Button variant="quiet" onClick={() => setChosen(new Set())}>
              Clear
            </Button>
          </>
        ) : (
          <>
            <Segments
              label="State"
              value={filter.state}
              onChange={(state) => set({ state })}
              options={[
                { value: 'all', label: 'All', count: formatCount(counts.tasks) },
                { value: 'open', label: 'Open', count: formatCount(open) },
                { value: 'labeled', label: 'Labeled', count: formatCount(counts.labeled) },
                { value: 'skipped', label: 'Skipped', count: formatCount(counts.skipped) },
                { value: 'retired', label: 'Retired', count: formatCount(counts.retired) },
              ]}
            />
          </>
        )}
        <span data-push className={s.group}>
          {mayExport && counts.labeled > 0 ? <ReviewButton project={project.id} /> : null}
          {mayManage ? <SyncButton project={project.id} /> : null}
          {mayManage ? <ImportButton importing={importing} /> : null}
          {mayExport ? <ExportButton project={project} /> : null}
        </span>
      </div>
      <div className={s.tools}>
        <SearchInput label="Search tasks" value={typed} onChange={(event) => setTyped(event.target.value)} />
        <FilterPopover project={project} people={people} filter={more} onChange={filterBy} />
        <ColumnsPopover fields={fields} columns={columns} onChange={setColumns} />
        {chipsOf(more, nameOf).map((chip) => (
          <button
            key={chip.key}
            type="button"
            className={s.chip}
            aria-label={`Take away the filter: ${chip.text}`}
            onClick={() => filterBy(withoutChip(more, chip.key))}
          >
            {chip.text}
            <X aria-hidden />
          </button>
        ))}
      </div>
      <ClassCounts
        project={project}
        chosen={more.label}
        onChoose={(label) => filterBy(label ? { ...more, label } : withoutChip(more, 'label'))}
      />
      <ImportDrop importing={importing} enabled={mayManage}>
        <Panel>
          <TaskList
            project={project.id}
            filter={filter}
            columns={columns}
            onSort={(sort) => set({ sort })}
            onFields={setFields}
            chosen={chosen}
            onChoose={mayManage ? choose : undefined}
            empty={
              <EmptyState
                icon={<Inbox />}
                title="No tasks yet"
                actions={
                  mayManage ? (
                    <LinkButton to="/projects/$id/settings" params={{ id: project.id }}>
                      Add a source
                    </LinkButton>
                  ) : undefined
                }
              >
                Tasks come from the files of a branch, by themselves, or from a file that you drop here: JSON,
                JSON Lines, CSV, or a whole Label Studio export.
              </EmptyState>
            }
          />
        </Panel>
      </ImportDrop>
      <ConfirmDialog
        open={deleting}
        onClose={() => setDeleting(false)}
        title={`Delete ${plural(chosen.size, 'task')}?`}
        about="Their labels leave the next commit. Label commits that hold them keep them."
        confirm="Delete"
        onConfirm={async () => {
          const { deleted } = await api.projects.removeTasks({
            params: { id: project.id },
            body: { ids: [...chosen] },
          });
          setChosen(new Set());
          toast(`Deleted ${plural(deleted, 'task')}`);
          await renewProject(client, project.id);
        }}
      />
    </>
  );
};

export const TasksPage = () => {
  const { id } = useParams({ from: '/in/app/projects/$id/tasks' });
  return (
    <ProjectFrame id={id} title="Tasks">
      {(project) => <Tasks key={project.id} project={project} />}
    </ProjectFrame>
  );
};
