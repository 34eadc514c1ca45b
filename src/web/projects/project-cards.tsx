import { Link } from '@tanstack/react-router';
import type { ProjectItem } from '../../shared/contract/projects.ts';
import { LinkButton } from '../parts/button.tsx';
import { formatCount } from '../../shared/format-count.ts';
import { Skeleton } from '../parts/skeleton.tsx';
import { TimeAgo } from '../parts/time-ago.tsx';
import { PendingBadge } from './pending-badge.tsx';
import s from './project-cards.module.css';
import { percentDone, ProjectProgress } from './project-progress.tsx';

const ProjectCard = ({ project }: { readonly project: ProjectItem }) => (
  <article className={s.card}>
    <div className={s.top}>
      <i className={s.dot} style={{ background: project.color }} aria-hidden />
      <h2>
        <Link to="/projects/$id/tasks" params={{ id: project.id }}>
          {project.title}
        </Link>
      </h2>
      <PendingBadge pending={project.pending} />
    </div>
    <div className={s.numbers}>
      <b>{formatCount(project.counts.labeled)}</b> of {formatCount(project.counts.tasks)} labeled
      <span>{percentDone(project.counts)} %</span>
    </div>
    <ProjectProgress counts={project.counts} />
    <div className={s.foot}>
      <code title="Labels are committed here">
        {project.target.repo}@{project.target.branch}
      </code>
      <TimeAgo time={project.updated} />
      <span className={s.label}>
        <LinkButton to="/projects/$id/label" params={{ id: project.id }} search={{}} size="small">
          Label
        </LinkButton>
      </span>
    </div>
  </article>
);

export const ProjectCards = ({
  projects,
  loading,
  columns,
}: {
  readonly projects: readonly ProjectItem[];
  readonly loading: boolean;
  readonly columns: number;
}) => (
  <div
    className={s.cards}
    style={{
      gridTemplateColumns: `repeat(auto-fill, minmax(max(300px, ${Math.floor(88 / columns)}%), 1fr))`,
    }}
  >
    {loading
      ? Array.from({ length: columns * 2 }, (_, index) => (
          <div className={s.card} key={index} style={{ minHeight: 146 }}>
            <Skeleton width="55%" height={18} />
            <Skeleton width="35%" height={20} />
            <Skeleton height={6} />
          </div>
        ))
      : projects.map((project) => <ProjectCard key={project.id} project={project} />)}
  </div>
);
