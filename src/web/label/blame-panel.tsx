import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api } from '../api.ts';
import { identityParts } from '../../shared/identity-parts.ts';
import { CommitHash } from '../parts/commit-hash.tsx';
import { ErrorNote } from '../parts/error-state.tsx';
import { changesText, countChanges } from '../../shared/change-counts.ts';
import { formatCount } from '../../shared/format-count.ts';
import { Skeleton } from '../parts/skeleton.tsx';
import { TimeAgo } from '../parts/time-ago.tsx';
import { EntryAbout, EntryBy } from './side-entry.tsx';
import s from './side-panel.module.css';

/** With more, the panel would be slower than it is useful. */
const mostShown = 200;
const madeOnNames = { input: 'Input', config: 'Config', instructions: 'Instructions' } as const;

/** The count of one task in a commit; a change without an identity is of the annotation itself. */
const taskChangesText = (changed: readonly { readonly annotation: string; readonly identity: string }[]) => {
  const annotations = [...new Set(changed.map(({ annotation }) => annotation))];
  const regions = changed.filter(({ identity }) => identity !== '');
  const { tasks: _, ...counts } = countChanges([{ annotations, regions }]);
  return changesText(counts);
};

/** Who last changed each region, when, in which commit and on what; and the commits of this task. */
export const BlamePanel = ({
  project,
  task,
  annotation,
  region,
  nameOf,
  onShow,
}: {
  readonly project: string;
  readonly task: string;
  readonly annotation: string | null;
  readonly region: string | null;
  readonly nameOf: (region: string) => string;
  readonly onShow: (region: string) => void;
}) => {
  const params = { id: project, task };
  const blame = useQuery({
    queryKey: ['project', project, 'blame', task],
    queryFn: () => api.projects.taskBlame({ params, query: {} }),
  });
  const history = useQuery({
    queryKey: ['project', project, 'task-commits', task],
    queryFn: () => api.projects.taskHistory({ params, query: { limit: 20 } }),
  });
  if (blame.isError) return <ErrorNote error={blame.error} />;
  if (blame.isPending) return <Skeleton height={80} />;
  const all = blame.data.items;
  const chosen = region === null ? all : all.filter((item) => item.region === region);
  const commits = history.data?.items ?? [];
  return (
    <div className={s.scroll}>
      {blame.data.pending ? <p className={s.uncommitted}>There are changes in no commit yet.</p> : null}
      {blame.data.commit === null ? (
        <p className={s.none}>Nothing of this task is committed.</p>
      ) : chosen.length === 0 ? (
        <p className={s.none}>The selected region is in no commit yet.</p>
      ) : null}
      <ul aria-label="Blame">
        {chosen.slice(0, mostShown).map((item) => (
          <li key={item.annotation + item.identity} className={s.blame}>
            <EntryAbout onShow={item.region && region === null ? () => onShow(item.region ?? '') : null}>
              {item.region ? nameOf(item.region) : (item.fromName ?? identityParts(item.identity)[0])}
            </EntryAbout>
            <EntryBy name={item.author.name} time={item.at} />
            <p className={s.in}>
              <CommitHash id={item.commit.id} /> {item.commit.message.split('\n')[0]}
            </p>
            <dl className={s.madeOn}>
              {(['input', 'config', 'instructions'] as const).map((part) => {
                const hash = item.madeOn[part];
                return hash === null ? null : (
                  <div key={part}>
                    <dt>{madeOnNames[part]}</dt>
                    <dd>
                      <code title={hash}>{hash.slice(0, 12)}</code>
                    </dd>
                  </div>
                );
              })}
            </dl>
          </li>
        ))}
      </ul>
      {chosen.length > mostShown ? (
        <p className={s.none}>
          {formatCount(chosen.length - mostShown)} more: choose a region to see what is said of it.
        </p>
      ) : null}
      {commits.length > 0 ? (
        <>
          <h3 className={s.heading}>Commits of this task</h3>
          <ol aria-label="Commits of this task">
            {commits.map((commit) => (
              <li key={commit.id} className={s.in}>
                <Link to="/projects/$id/history" params={{ id: project }} search={{ task }}>
                  {commit.message.split('\n')[0] || 'without a message'}
                </Link>
                <small>
                  {commit.authors.map((author) => author.name).join(', ')}, <TimeAgo time={commit.time} />,{' '}
                  {taskChangesText(commit.regions)},{' '}
                  <Link
                    to="/projects/$id/provenance"
                    params={{ id: project }}
                    search={{ node: `commit:${commit.id}` }}
                  >
                    Provenance
                  </Link>
                </small>
              </li>
            ))}
          </ol>
        </>
      ) : null}
      {annotation ? (
        <p className={s.in}>
          <Link
            to="/projects/$id/provenance"
            params={{ id: project }}
            search={{ node: `annotation:${annotation}` }}
          >
            Where did this come from, where did it go?
          </Link>
        </p>
      ) : null}
    </div>
  );
};
