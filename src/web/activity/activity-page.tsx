import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { ScrollText, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { type AuditKind, auditKinds, type UndoableKind, undoableBy } from '../../shared/audit-kinds.ts';
import { includesRole } from '../../shared/contract/op.ts';
import type { AuditEntry } from '../../shared/contract/project-review.ts';
import type { Project } from '../../shared/contract/projects.ts';
import { api } from '../api.ts';
import { Avatar } from '../parts/avatar.tsx';
import { Button } from '../parts/button.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { ErrorState } from '../parts/error-state.tsx';
import { SelectField } from '../parts/field.tsx';
import { Panel } from '../parts/panel.tsx';
import { SkeletonRows } from '../parts/skeleton.tsx';
import { TimeAgo } from '../parts/time-ago.tsx';
import { ProjectFrame } from '../projects/project-frame.tsx';
import { useUndo } from '../projects/use-undo.ts';
import s from './activity.module.css';
import { actName, actText } from './act-text.ts';

/** Whether an act can be taken back: by who may, for two weeks. */
const UndoAct = ({ project, entry }: { readonly project: Project; readonly entry: AuditEntry }) => {
  const undo = useUndo(project.id);
  const [busy, setBusy] = useState(false);
  if (entry.undo === 'done') return <span className={s.fate}>Undone</span>;
  if (entry.undo === 'ended')
    return (
      <span className={s.fate} title="It could be undone for two weeks">
        For good: two weeks went by
      </span>
    );
  if (!includesRole(project.role, undoableBy[entry.kind as UndoableKind]))
    return <span className={s.fate}>Managers can undo it</span>;
  return (
    <Button
      size="small"
      icon={<Undo2 />}
      busy={busy}
      aria-label={`Undo: ${actText(entry)}`}
      onClick={() => {
        setBusy(true);
        void undo([entry.id]).finally(() => setBusy(false));
      }}
    >
      Undo
    </Button>
  );
};

const Activity = ({ project }: { readonly project: Project }) => {
  const [kind, setKind] = useState<AuditKind | ''>('');
  const audit = useInfiniteQuery({
    queryKey: ['project', project.id, 'audit', kind],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      api.projects.audit({
        params: { id: project.id },
        query: { limit: 100, ...(kind ? { kind } : {}), ...(pageParam ? { cursor: pageParam } : {}) },
      }),
    getNextPageParam: (last) => last.next,
  });
  const items = audit.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Panel
      title="Who did what"
      head={
        <div data-push className={s.filter}>
          <SelectField
            label="Acts"
            value={kind}
            onChange={(event) => setKind(event.target.value as AuditKind | '')}
            options={[
              { value: '', label: 'Everything' },
              ...auditKinds.map((each) => ({ value: each, label: actName(each) })),
            ]}
          />
        </div>
      }
    >
      {audit.isPending ? <SkeletonRows count={8} height={44} /> : null}
      {audit.isError ? <ErrorState error={audit.error} retry={() => void audit.refetch()} /> : null}
      {audit.data && items.length === 0 ? (
        <EmptyState icon={<ScrollText />} title={kind ? 'Nothing of that kind' : 'Nothing happened yet'} />
      ) : null}
      <ol aria-label="Acts">
        {items.map((entry) => (
          <li key={entry.id} className={s.act}>
            <Avatar name={entry.by.name} size={22} />
            <p>
              <b>{entry.by.name}</b> {actText(entry)}
              {entry.taskId ? (
                <>
                  {' '}
                  <Link to="/projects/$id/label" params={{ id: project.id }} search={{ task: entry.taskId }}>
                    task {entry.taskId}
                  </Link>
                </>
              ) : null}
              {['comment', 'message', 'reason'].map((said) =>
                typeof entry.detail[said] === 'string' && entry.detail[said] ? (
                  <q key={said}>{entry.detail[said]}</q>
                ) : null,
              )}
            </p>
            {entry.undo === null ? null : <UndoAct project={project} entry={entry} />}
            <TimeAgo time={entry.at} />
          </li>
        ))}
      </ol>
      {audit.hasNextPage ? (
        <div style={{ padding: 12, textAlign: 'center' }}>
          <Button busy={audit.isFetchingNextPage} onClick={() => void audit.fetchNextPage()}>
            Earlier
          </Button>
        </div>
      ) : null}
    </Panel>
  );
};

/** The audit list of a project: who did what, newest first. */
export const ActivityPage = () => {
  const { id } = useParams({ from: '/in/app/projects/$id/activity' });
  return (
    <ProjectFrame id={id} title="Activity">
      {(project) => <Activity project={project} />}
    </ProjectFrame>
  );
};
