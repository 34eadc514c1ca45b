import { FileDiff } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { changesText, countChanges } from '../../shared/change-counts.ts';
import type { Project } from '../../shared/contract/projects.ts';
import { Button } from '../parts/button.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { ErrorState } from '../parts/error-state.tsx';
import { Keys } from '../parts/keys.tsx';
import { Panel } from '../parts/panel.tsx';
import { SkeletonRows } from '../parts/skeleton.tsx';
import { Segments } from '../parts/tabs.tsx';
import { partsOf } from '../../shared/label-diff/changed-parts.ts';
import { ChangedTasks } from './changed-tasks.tsx';
import { DiffFilters } from './diff-filters.tsx';
import type { DrawingView } from './item-drawing.tsx';
import s from './label-diff.module.css';
import { TaskChange } from './task-change.tsx';
import { type DiffFilter, useLabelDiff } from './use-label-diff.ts';

/**
 * What changed in the labels from one commit to another: the changed tasks, and the chosen one drawn. J and K or the
 * arrows go through tasks, N and P or left and right through what changed in one, V sets before and after apart.
 */
export const LabelDiff = ({
  project,
  from,
  to,
  title,
  head,
}: {
  readonly project: Project;
  /** Left out: from no labels at all. */
  readonly from?: string | undefined;
  readonly to: string;
  readonly title?: ReactNode;
  /** What stands at the end of the panel's head. */
  readonly head?: ReactNode;
}) => {
  const root = useRef<HTMLDivElement>(null);
  const detail = useRef<HTMLDivElement>(null);
  const [filter, setFilter] = useState<DiffFilter>({});
  const [view, setView] = useState<DrawingView>('together');
  const [part, setPart] = useState<string | null>(null);
  const { diff, changes, index, choose, more, isDry, restart } = useLabelDiff(
    project.id,
    { from, to },
    filter,
  );
  const change = changes[index];
  const counts = useMemo(() => countChanges(changes), [changes]);
  const isFiltered = Object.values(filter).some((value) => value !== undefined);
  const ready = change !== undefined;
  // Keys work at once: whoever opens a diff comes to read it.
  useEffect(() => {
    if (ready) root.current?.focus({ preventScroll: true });
  }, [ready]);
  useEffect(() => {
    if (part === null) return;
    const row = root.current?.querySelector(`[data-part="${CSS.escape(part)}"]`);
    row?.scrollIntoView({ block: 'nearest' });
  }, [part]);

  const goTo = (next: number) => {
    if (next >= changes.length - 5) more();
    if (next === index || next < 0 || next >= changes.length) return;
    setPart(null);
    choose(next);
    // what was focused inside goes with its task
    root.current?.focus({ preventScroll: true });
    detail.current?.scrollTo({ top: 0 });
  };
  const goPart = (step: 1 | -1) => {
    const keys = change ? partsOf(change).map(({ key }) => key) : [];
    const at = part === null ? -1 : keys.indexOf(part);
    const next = at === -1 ? (step === 1 ? 0 : keys.length - 1) : at + step;
    const key = keys[next];
    if (key !== undefined) setPart(key);
  };
  const narrow = (next: DiffFilter) => {
    setFilter(next);
    setPart(null);
    restart();
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.target instanceof Element && event.target.closest('select, input')) return;
    const run: Readonly<Record<string, () => void>> = {
      j: () => goTo(index + 1),
      k: () => goTo(index - 1),
      ArrowDown: () => goTo(index + 1),
      ArrowUp: () => goTo(index - 1),
      Home: () => goTo(0),
      End: () => goTo(changes.length - 1),
      n: () => goPart(1),
      p: () => goPart(-1),
      ArrowRight: () => goPart(1),
      ArrowLeft: () => goPart(-1),
      v: () => setView(view === 'together' ? 'apart' : 'together'),
      Escape: () => setPart(null),
    };
    const act = run[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };

  return (
    // biome-ignore lint: keys go through what the lists inside show; each row is a button too
    <div ref={root} tabIndex={-1} className={s.diff} onKeyDown={onKey}>
      <Panel
        {...(title ? { title } : {})}
        head={
          <span data-push className={s.tools}>
            <DiffFilters project={project} changes={changes} filter={filter} onChange={narrow} />
            <Segments
              label="Before and after"
              value={view}
              onChange={setView}
              options={[
                { value: 'together', label: 'Together' },
                { value: 'apart', label: 'Side by side' },
              ]}
            />
            {head}
          </span>
        }
      >
        {diff.isError ? (
          <ErrorState error={diff.error} retry={() => void diff.refetch()} />
        ) : diff.isPending || isDry ? (
          <SkeletonRows count={7} height={58} />
        ) : changes.length === 0 ? (
          <EmptyState
            icon={<FileDiff />}
            title={isFiltered ? 'No change is of that kind' : 'The labels are the same'}
            actions={isFiltered ? <Button onClick={() => narrow({})}>Show all changes</Button> : undefined}
          />
        ) : (
          <div className={s.columns}>
            <div className={s.list}>
              <ChangedTasks changes={changes} index={index} onChoose={goTo} onEnd={more} />
            </div>
            {/* biome-ignore lint: a region that scrolls must be reachable by keyboard */}
            <div ref={detail} className={s.detail} tabIndex={0} role="region" aria-label="The changed task">
              {change ? (
                <TaskChange
                  key={change.path}
                  project={project.id}
                  change={change}
                  view={view}
                  chosen={part}
                  onChoose={setPart}
                />
              ) : null}
            </div>
            <div className={s.foot}>
              <p role="status">{`${changesText(counts)}${diff.hasNextPage ? ' so far' : ''}`}</p>
              <p>
                <Keys chord="J" /> <Keys chord="K" /> tasks
              </p>
              <p>
                <Keys chord="N" /> <Keys chord="P" /> changes in a task
              </p>
              <p>
                <Keys chord="V" /> side by side
              </p>
            </div>
          </div>
        )}
      </Panel>
    </div>
  );
};
