import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Database, FolderInput } from 'lucide-react';
import { LinkButton } from '../parts/button.tsx';
import { ErrorState } from '../parts/error-state.tsx';
import { Panel } from '../parts/panel.tsx';
import { SkeletonRows } from '../parts/skeleton.tsx';
import { TimeAgo } from '../parts/time-ago.tsx';
import { ProjectCards } from '../projects/project-cards.tsx';
import { queries } from '../queries.ts';
import { useMay, useMe } from '../session.ts';
import { Page } from '../shell/page.tsx';
import { useTitle } from '../use-title.ts';
import s from './home-page.module.css';
import { LoopPicture } from './loop-picture.tsx';
import { SampleButton } from './sample-button.tsx';

const Welcome = () => {
  useTitle('Home');
  const mayMake = useMay('manager');
  return (
    <div style={{ maxWidth: 1240, margin: '0 auto', padding: '40px 28px' }}>
      <section className={s.welcome}>
        <div>
          <h1>Label data. Commit the labels. Know what came from what.</h1>
          <p>
            {mayMake
              ? 'Bring files into a repo, label them in the browser, and commit: every commit of labels can be diffed, tagged, trained on and restored.'
              : 'Nobody has given you a project yet. When a manager does, it appears here.'}
          </p>
          {mayMake ? (
            <div className={s.actions}>
              <SampleButton size="large" />
              <SampleButton size="large" name="digits" />
              <LinkButton to="/projects/new" size="large" icon={<FolderInput />}>
                Use my data
              </LinkButton>
            </div>
          ) : null}
        </div>
        <LoopPicture />
      </section>
    </div>
  );
};

const RecentRepos = () => {
  const repos = useQuery(queries.repos);
  const items = [...(repos.data?.items ?? [])].sort((a, b) => b.updated.localeCompare(a.updated)).slice(0, 8);
  return (
    <Panel
      title="Repos"
      head={
        <Link to="/repos" data-push>
          All
        </Link>
      }
    >
      {repos.isPending ? <SkeletonRows count={4} height={42} /> : null}
      {items.map((repo) => (
        <Link key={repo.name} to="/repos/$repo" params={{ repo: repo.name }} className={s.repo}>
          <Database />
          <b>{repo.name}</b>
          <span>
            <TimeAgo time={repo.updated} />
          </span>
        </Link>
      ))}
    </Panel>
  );
};

export const HomePage = () => {
  const me = useMe();
  const mayMake = useMay('manager');
  const projects = useQuery(queries.projects);
  if (projects.isError)
    return <ErrorState whole error={projects.error} retry={() => void projects.refetch()} />;
  if (projects.data?.items.length === 0) return <Welcome />;
  const recent = [...(projects.data?.items ?? [])]
    .sort((a, b) => b.updated.localeCompare(a.updated))
    .slice(0, 6);
  return (
    <Page
      title="Home"
      heading={me.name ? `Hello, ${me.name.split(' ')[0]}` : 'Home'}
      actions={
        mayMake ? (
          <>
            <SampleButton />
            <SampleButton name="digits" />
            <LinkButton to="/projects/new" variant="primary" icon={<FolderInput />}>
              Use my data
            </LinkButton>
          </>
        ) : undefined
      }
    >
      <div className={s.columns}>
        <ProjectCards projects={recent} loading={projects.isPending} columns={2} />
        {me.role === 'annotator' ? null : <RecentRepos />}
      </div>
    </Page>
  );
};
