import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import type { Conflict } from '../../shared/contract/project-labels.ts';
import { api } from '../api.ts';
import { Button, IconButton } from '../parts/button.tsx';
import { ConfirmDialog } from '../parts/dialog.tsx';
import { ErrorNote } from '../parts/error-state.tsx';
import { Keys } from '../parts/keys.tsx';
import { Menu } from '../parts/menu.tsx';
import { formatCount } from '../../shared/format-count.ts';
import { plural } from '../../shared/plural.ts';
import { Panel } from '../parts/panel.tsx';
import { toastError } from '../parts/toast.tsx';
import { renewProject } from '../queries.ts';
import { identityParts } from '../../shared/identity-parts.ts';
import type { DrawnMark } from '../label-diff/drawn-marks.ts';
import { MarkedItem } from '../label-diff/marked-item.tsx';
import {
  excerptOf,
  isPlaced,
  placeOf,
  type ShownResult,
  spanOf,
} from '../../shared/label-diff/result-text.ts';
import { conflictTitle, sideResult, sideWords } from './conflict-view.ts';
import { useConflicts } from './use-conflicts.ts';
import type { Settled } from './use-settlements.ts';
import s from './versions.module.css';

type Take = 'ours' | 'theirs';

/** What each side is drawn in. */
const looks = { ours: 'relabeled', theirs: 'changed' } as const;

const Side = ({
  take,
  words,
  busy,
  onTake,
  children,
}: {
  readonly take: Take;
  readonly words: string;
  readonly busy: boolean;
  readonly onTake: () => void;
  readonly children: ReactNode;
}) => {
  const name = take === 'ours' ? 'Ours' : 'Theirs';
  return (
    <div className={s.side}>
      <button type="button" className={s.take} disabled={busy} onClick={onTake}>
        <span>
          {name}
          <span className="sr-only">: </span>
        </span>
        <b>{words}</b>
        <Keys chord={take === 'ours' ? '←' : '→'} />
      </button>
      {children}
    </div>
  );
};

const One = ({
  project,
  conflict,
  busy,
  onTake,
}: {
  readonly project: string;
  readonly conflict: Conflict;
  readonly busy: boolean;
  readonly onTake: (take: Take) => void;
}) => {
  const task = useQuery({
    queryKey: ['project', project, 'conflict-task', conflict.taskId],
    queryFn: () => api.projects.getTask({ params: { id: project, task: conflict.taskId ?? '' }, query: {} }),
    enabled: conflict.taskId !== null,
  }).data;
  const [kind, region] = identityParts(conflict.identity);
  const standing =
    (task?.annotations.flatMap((annotation) => annotation.result) as ShownResult[] | undefined)?.find(
      (result) => kind === 'region' && result.id === region && isPlaced(result),
    ) ?? null;
  const resultOf = (side: unknown): ShownResult | null =>
    sideResult(conflict, side, standing) ?? (conflict.kind === 'label' && side !== null ? standing : null);
  const marksOf = (take: Take): readonly DrawnMark[] => {
    const [base, side] = [resultOf(conflict.base), resultOf(conflict[take])];
    const isMoved = base && (!side || placeOf(base) !== placeOf(side));
    return [
      ...(isMoved
        ? [{ part: 'base', kind: 'changed', side: 'before', words: '', result: base } as const]
        : []),
      ...(side ? [{ part: take, kind: looks[take], side: 'after', words: '', result: side } as const] : []),
    ];
  };
  const data = (task?.data ?? {}) as Readonly<Record<string, unknown>>;
  /** Of a span the text that it marks; of all else what differs from the other side. */
  const wordsFor = (side: unknown, other?: unknown): string => {
    const result = conflict.kind === 'geometry' ? resultOf(side) : null;
    const excerpt = result && excerptOf(result, data);
    return excerpt ? `“${excerpt.span}”` : sideWords(conflict, side, other);
  };
  /** It has a shape, of which numbers say little. */
  const isDrawnAt = (side: unknown): boolean => {
    const result = resultOf(side);
    return result !== null && spanOf(result) === null;
  };
  const [ours, theirs] = [marksOf('ours'), marksOf('theirs')];
  const isDrawn = ours.length + theirs.length > 0;
  const item = (marks: readonly DrawnMark[]) =>
    task ? <MarkedItem resolved={task.resolved} data={data} marks={marks} chosen={null} /> : null;
  return (
    <div className={s.one}>
      <div className={s.about}>
        <h3>{conflictTitle(conflict, standing)}</h3>
        {conflict.taskId ? (
          <Link to="/projects/$id/label" params={{ id: project }} search={{ task: conflict.taskId }}>
            Task {conflict.taskId}
          </Link>
        ) : (
          <code>{conflict.key.slice(0, 10)}</code>
        )}
        <p>
          {conflict.kind === 'file'
            ? 'Somebody put it on the label branch. It is ignored until it is mended there.'
            : conflict.base === null
              ? 'Both sides added it.'
              : conflict.kind === 'geometry' && isDrawnAt(conflict.base)
                ? 'The dashes are where it was.'
                : `It was: ${wordsFor(conflict.base)}`}
        </p>
      </div>
      <div className={s.two}>
        <Side
          take="ours"
          words={wordsFor(conflict.ours, conflict.theirs)}
          busy={busy}
          onTake={() => onTake('ours')}
        >
          {isDrawn ? item(ours) : null}
        </Side>
        <Side
          take="theirs"
          words={wordsFor(conflict.theirs, conflict.ours)}
          busy={busy || conflict.kind === 'file'}
          onTake={() => onTake('theirs')}
        >
          {isDrawn ? item(theirs) : null}
        </Side>
      </div>
      {isDrawn ? null : item([])}
    </div>
  );
};

/** Clashes of a merge, a revert or a moved branch: one after the other, each side drawn; arrows choose, Ctrl+Z undoes. */
export const Conflicts = ({
  project,
  count,
  onSettled,
}: {
  readonly project: string;
  readonly count: number;
  readonly onSettled: (said: string, done: Settled) => void;
}) => {
  const client = useQueryClient();
  const root = useRef<HTMLDivElement>(null);
  const [all, setAll] = useState<Take | null>(null);
  const { list, conflict, number, go } = useConflicts(project);
  const settle = useMutation({
    mutationFn: ({ id, take }: { id: string; take: Take }) =>
      api.projects.resolveConflict({ params: { id: project, conflict: id }, body: { take } }),
    onError: toastError,
    onSuccess: (done, { take }) => onSettled(`Took ${take}`, done),
    onSettled: () => renewProject(client, project),
  });
  const busy = settle.isPending || list.isFetching;
  // Keys work at once: whoever comes here comes to choose.
  const ready = conflict !== undefined;
  useEffect(() => {
    if (ready) root.current?.focus({ preventScroll: true });
  }, [ready]);
  if (list.isError) return <ErrorNote error={list.error} />;
  // The place that the first conflict will take, so that the list below stays where it is.
  if (list.isPending)
    return (
      <Panel title={`${plural(count, 'conflict')} to settle`}>
        <div style={{ height: 171 }} />
      </Panel>
    );
  if (!conflict) return null;
  const take = (side: Take) => {
    if (busy) return;
    settle.mutate({ id: conflict.id, take: side });
    // the button that was pressed goes with its conflict
    root.current?.focus({ preventScroll: true });
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || all) return;
    const run: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => take('ours'),
      ArrowRight: () => take('theirs'),
      ArrowDown: () => go(1),
      ArrowUp: () => go(-1),
    };
    const act = run[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };
  return (
    // biome-ignore lint: arrows choose a side; each side is a button too
    <div ref={root} tabIndex={-1} className={s.conflicts} onKeyDown={onKey}>
      <Panel
        title={`${plural(count, 'conflict')} to settle`}
        head={
          <>
            <span className={s.hint}>
              <Keys chord="←" /> ours <Keys chord="→" /> theirs <Keys chord="↑" /> <Keys chord="↓" /> other
              conflicts <Keys chord="Ctrl+Z" /> undo
            </span>
            <span data-push className={s.nav}>
              <IconButton label="Previous conflict" size="small" onClick={() => go(-1)}>
                <ChevronLeft />
              </IconButton>
              <span role="status">
                {formatCount(number)} of {formatCount(count)}
              </span>
              <IconButton label="Next conflict" size="small" onClick={() => go(1)}>
                <ChevronRight />
              </IconButton>
              <Menu
                trigger={<Button size="small">Settle all…</Button>}
                entries={[
                  { type: 'action', label: 'Ours, everywhere', run: () => setAll('ours') },
                  { type: 'action', label: 'Theirs, everywhere', run: () => setAll('theirs') },
                ]}
              />
            </span>
          </>
        }
      >
        <One key={conflict.id} project={project} conflict={conflict} busy={busy} onTake={take} />
      </Panel>
      <ConfirmDialog
        open={all !== null}
        onClose={() => setAll(null)}
        danger={false}
        title={`Take ${all} for all ${plural(count, 'conflict')}?`}
        about="The labels follow at once and are in no commit until you commit them. It can be undone."
        confirm={`Take ${all} everywhere`}
        onConfirm={async () => {
          if (!all) return;
          const done = await api.projects.resolveConflicts({
            params: { id: project },
            body: { take: all },
          });
          await renewProject(client, project);
          const { resolved, missed } = done;
          onSettled(
            `Settled ${plural(resolved, 'conflict')}${missed > 0 ? `; ${plural(missed, 'task or region', 'tasks or regions')} gone meanwhile` : ''}`,
            done,
          );
        }}
      />
    </div>
  );
};
