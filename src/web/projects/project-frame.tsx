import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import {
  GitCommitHorizontal,
  ListChecks,
  PencilLine,
  ScrollText,
  Settings2,
  Sparkles,
  Waypoints,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { includesRole } from '../../shared/contract/op.ts';
import type { Project } from '../../shared/contract/projects.ts';
import { WorkProgress } from '../history/work-progress.tsx';
import { Badge } from '../parts/badge.tsx';
import { LinkButton } from '../parts/button.tsx';
import { ErrorState } from '../parts/error-state.tsx';
import { formatCount } from '../../shared/format-count.ts';
import { Skeleton, SkeletonRows } from '../parts/skeleton.tsx';
import { LinkTabs } from '../parts/tabs.tsx';
import { queries } from '../queries.ts';
import frame from '../shell/page.module.css';
import { useTitle } from '../use-title.ts';
import { CommitButton } from './commit-button.tsx';
import s from './project-frame.module.css';
import { ProjectProgress } from './project-progress.tsx';

const Facts = ({ project }: { readonly project: Project }) => {
  const { counts, sources, target } = project;
  return (
    <div className={s.facts}>
      <span className={s.count}>
        <span className={s.bar}>
          <ProjectProgress counts={counts} />
        </span>
        <span>
          <b>{formatCount(counts.labeled)}</b> of <b>{formatCount(counts.tasks)}</b> labeled
          {counts.skipped > 0 ? `, ${formatCount(counts.skipped)} skipped` : ''}
        </span>
      </span>
      {sources.map((source) => (
        <span key={source.id}>
          from{' '}
          <Link to="/repos/$repo/$ref" params={{ repo: source.repo, ref: source.branch }}>
            <code>
              {source.repo}@{source.branch}
            </code>
          </Link>{' '}
          {source.error ? (
            <Badge tone="danger" title={source.error}>
              sync failed
            </Badge>
          ) : null}
        </span>
      ))}
      <span>
        into{' '}
        <Link to="/repos/$repo/$ref" params={{ repo: target.repo, ref: target.branch }}>
          <code>
            {target.repo}@{target.branch}
          </code>
        </Link>
      </span>
    </div>
  );
};

/** The head of every page of a project: what it is, how far, Tasks / History / Settings, Commit labels, Label. */
export const ProjectFrame = ({
  id,
  title,
  children,
}: {
  readonly id: string;
  readonly title: string;
  readonly children: (project: Project) => ReactNode;
}) => {
  const found = useQuery(queries.project(id));
  useTitle(found.data ? `${title} of ${found.data.title}` : title);
  if (found.isError) return <ErrorState whole error={found.error} retry={() => void found.refetch()} />;
  const project = found.data;
  const params = { id };
  return (
    <div className={frame.page} style={{ paddingBottom: 32 }}>
      <div className={s.head}>
        <div className={s.title}>
          <i style={{ background: project?.color ?? 'var(--lw-surface-3)' }} aria-hidden />
          <h1>{project?.title ?? <Skeleton width={220} height={24} />}</h1>
        </div>
        <div className={frame.actions}>
          {project ? <CommitButton project={project} /> : <Skeleton width={138} height={32} />}
          <LinkButton to="/projects/$id/label" params={params} variant="primary" icon={<PencilLine />}>
            Label
          </LinkButton>
        </div>
      </div>
      {project ? (
        <Facts project={project} />
      ) : (
        <div className={s.facts}>
          <Skeleton width={420} height={12} />
        </div>
      )}
      <div className={s.tabs}>
        <LinkTabs
          label="Project"
          tabs={[
            { label: 'Tasks', icon: <ListChecks />, link: { to: '/projects/$id/tasks', params } },
            {
              label: 'History',
              icon: <GitCommitHorizontal />,
              link: { to: '/projects/$id/history', params },
              extra: project?.conflicts ? (
                <Badge tone="danger" title="Conflicts wait for a person">
                  {formatCount(project.conflicts)}
                </Badge>
              ) : undefined,
            },
            {
              label: 'Suggestions',
              icon: <Sparkles />,
              link: { to: '/projects/$id/suggestions', params },
            },
            { label: 'Provenance', icon: <Waypoints />, link: { to: '/projects/$id/provenance', params } },
            ...(project && includesRole(project.role, 'reviewer')
              ? [
                  {
                    label: 'Activity',
                    icon: <ScrollText />,
                    link: { to: '/projects/$id/activity', params } as const,
                  },
                ]
              : []),
            ...(project && includesRole(project.role, 'manager')
              ? [
                  {
                    label: 'Settings',
                    icon: <Settings2 />,
                    link: { to: '/projects/$id/settings', params } as const,
                  },
                ]
              : []),
          ]}
        />
      </div>
      {project ? <WorkProgress project={id} mayCancel={includesRole(project.role, 'manager')} /> : null}
      <div className={frame.stack} style={{ gap: 16 }}>
        {project ? children(project) : <SkeletonRows count={10} height={44} />}
      </div>
    </div>
  );
};
