import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api } from '../api.ts';
import { Button } from '../parts/button.tsx';
import { ErrorNote } from '../parts/error-state.tsx';
import { plural } from '../parts/numbers.ts';
import { Panel } from '../parts/panel.tsx';
import { toastError } from '../parts/toast.tsx';
import { renewProject } from '../queries.ts';
import s from './label-diff.module.css';
import { type ShownResult, wordsOf } from './result-text.ts';

const words = (value: unknown): string => {
  if (value === null || value === undefined) return 'removed';
  if (typeof value !== 'object') return String(value);
  const said = wordsOf(value as ShownResult).join(', ');
  return said || JSON.stringify((value as ShownResult).value ?? value).slice(0, 120);
};

/** Clashes between the labels here and those that came by the branch; each is settled by choosing a side. */
export const Conflicts = ({ project }: { readonly project: string }) => {
  const client = useQueryClient();
  const conflicts = useQuery({
    queryKey: ['project', project, 'conflicts'],
    queryFn: () => api.projects.conflicts({ params: { id: project }, query: { limit: 200 } }),
  });
  const settle = useMutation({
    mutationFn: ({ conflict, take }: { conflict: string; take: 'ours' | 'theirs' }) =>
      api.projects.resolveConflict({ params: { id: project, conflict }, body: { take } }),
    onError: toastError,
    onSettled: () => renewProject(client, project),
  });
  if (conflicts.isError) return <ErrorNote error={conflicts.error} />;
  const items = conflicts.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Panel
      title={`${plural(items.length, 'conflict')} to settle`}
      head={
        <span style={{ color: 'var(--lw-muted)' }}>
          The branch was moved by somebody else, and both sides changed the same thing.
        </span>
      }
    >
      {items.map((item) => (
        <div key={item.id} className={s.task}>
          <div className={s.taskHead}>
            {item.taskId ? (
              <Link to="/projects/$id/label" params={{ id: project }} search={{ task: item.taskId }}>
                Task {item.taskId}
              </Link>
            ) : (
              <code>{item.key.slice(0, 10)}</code>
            )}
            <p>
              {item.identity.split('|')[0]} · {item.kind}
              {item.base === null ? '' : `, was ${words(item.base)}`}
            </p>
          </div>
          <div className={s.sides}>
            <Button
              disabled={settle.isPending}
              onClick={() => settle.mutate({ conflict: item.id, take: 'ours' })}
            >
              Keep ours: {words(item.ours)}
            </Button>
            <Button
              disabled={settle.isPending}
              onClick={() => settle.mutate({ conflict: item.id, take: 'theirs' })}
            >
              Take theirs: {words(item.theirs)}
            </Button>
          </div>
        </div>
      ))}
    </Panel>
  );
};
