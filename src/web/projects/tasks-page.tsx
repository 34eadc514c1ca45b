import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams, useRouter, useSearch } from '@tanstack/react-router';
import { Inbox, ListChecks, RefreshCw, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { includesRole } from '../../shared/contract/op.ts';
import type { Project } from '../../shared/contract/projects.ts';
import { api } from '../api.ts';
import { nextToReview } from '../label/next-to-review.ts';
import { Button, LinkButton } from '../parts/button.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { SearchInput } from '../parts/field.tsx';
import { formatCount } from '../../shared/format-count.ts';
import { plural } from '../../shared/plural.ts';
import { Keys } from '../parts/keys.tsx';
import { Panel } from '../parts/panel.tsx';
import { Segments } from '../parts/tabs.tsx';
import { toast, toastError } from '../parts/toast.tsx';
import { queries, renewProject } from '../queries.ts';
import { useMay } from '../session.ts';
import { BulkBar } from './bulk-bar.tsx';
import { ClassCounts } from './class-counts.tsx';
import { ColumnsPopover } from './columns-popover.tsx';
import { useColumns } from './columns.ts';
import { ExportButton } from './export-dialog.tsx';
import { FilterPopover } from './filter-popover.tsx';
import { ImportTasks } from './import-tasks.tsx';
import { ProjectFrame } from './project-frame.tsx';
import { TaskList } from './task-list.tsx';
import { chipsOf, readFilter, type TaskFilter, withoutChip, writeFilter } from './task-filters.ts';
import { isNarrowed, matchOf, type TaskView, useTasks } from './use-tasks.ts';
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
  const mayManage = includesRole(project.role, 'manager');
  const mayExport = includesRole(project.role, 'reviewer');
  const searchField = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(search.search ?? '');
  const [chosen, setChosen] = useState<ReadonlySet<string> | 'all'>(new Set());
  const more = readFilter(search.filter);
  const view: TaskView = {
    state: search.state ?? 'all',
    search: search.search ?? '',
    sort: search.sort ?? 'id',
    filter: writeFilter(more),
  };
  const [columns, setColumns] = useColumns(project.id);
  const tasks = useTasks(project.id, view, columns);
  const people = useQuery({ ...queries.members, enabled: useMay('reviewer') }).data?.items ?? [];
  const nameOf = (account: string) => people.find((person) => person.id === account)?.name ?? account;
  const filterBy = (next: TaskFilter) => set({ filter: writeFilter(next) });
  const set = (next: Partial<TaskView>) => {
    // what is selected is selected in sight
    if (!('sort' in next)) setChosen(new Set());
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
  };
  useEffect(() => {
    const timer = setTimeout(() => {
      if (typed.trim() !== view.search) set({ search: typed.trim() });
    }, 250);
    return () => clearTimeout(timer);
  });
  const choose = (ids: readonly string[], on: boolean) =>
    setChosen((before) => {
      const next = new Set(before === 'all' ? tasks.items.map(({ id }) => id) : before);
      for (const id of ids) {
        if (on) next.add(id);
        else next.delete(id);
      }
      return next;
    });
  const matching = isNarrowed(view) ? ' that match' : '';
  const allTasks = tasks.atLeast
    ? `all tasks${matching} (more than ${formatCount(tasks.total)})`
    : `all ${plural(tasks.total, 'task')}${matching}`;
  const hasMore = chosen !== 'all' && (chosen.size < tasks.total || tasks.atLeast);
  const isChoosing = chosen === 'all' || chosen.size > 0;
  const { counts } = project;
  const open = counts.tasks - counts.labeled - counts.skipped;

  return (
    <>
      <div className={s.tools}>
        {isChoosing ? (
          <BulkBar
            project={project.id}
            choice={chosen === 'all' ? { match: matchOf(view) } : { ids: [...chosen] }}
            count={chosen === 'all' ? allTasks : plural(chosen.size, 'task')}
            people={people}
            all={hasMore ? { count: allTasks, choose: () => setChosen('all') } : undefined}
            onDone={() => setChosen(new Set())}
          />
        ) : (
          <>
            <Segments
              label="State"
              value={view.state}
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
          {!isChoosing && mayExport && counts.labeled > 0 ? <ReviewButton project={project.id} /> : null}
          {!isChoosing && mayManage && project.sources.length > 0 ? (
            <SyncButton project={project.id} />
          ) : null}
          {mayManage ? <ImportTasks project={project.id} /> : null}
          {!isChoosing && mayExport ? <ExportButton project={project} /> : null}
        </span>
      </div>
      <div className={s.tools}>
        <SearchInput
          label="Search tasks"
          ref={searchField}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <FilterPopover project={project} people={people} filter={more} onChange={filterBy} />
        <ColumnsPopover
          fields={tasks.fields}
          config={project.config}
          columns={columns}
          onChange={setColumns}
        />
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
      <section aria-label="Tasks">
        <Panel>
          <TaskList
            project={project}
            tasks={tasks}
            view={view}
            filter={more}
            onFilter={filterBy}
            columns={columns}
            onSort={(sort) => set({ sort })}
            onSearch={() => searchField.current?.focus()}
            onShowAll={() => {
              setTyped('');
              set({ state: 'all', search: '', filter: undefined, sort: 'id' });
            }}
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
                Drop them here: pictures or a folder of them, recordings, texts, JSON, CSV, or a whole Label
                Studio export. Or take them from the files of a branch, by themselves.
              </EmptyState>
            }
          />
        </Panel>
        {tasks.items.length > 0 ? (
          <p className={s.keys}>
            <Keys chord="j" /> <Keys chord="k" /> move,
            {mayManage ? (
              <>
                {' '}
                <Keys chord="x" /> select,
              </>
            ) : null}{' '}
            <Keys chord="Enter" /> open, <Keys chord="/" /> search
          </p>
        ) : null}
      </section>
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
