import { useQuery } from '@tanstack/react-query';
import { LayoutGrid, Plus } from 'lucide-react';
import { useState } from 'react';
import { SampleButton } from '../home/sample-button.tsx';
import { LinkButton } from '../parts/button.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { ErrorState } from '../parts/error-state.tsx';
import { SearchInput } from '../parts/field.tsx';
import { queries } from '../queries.ts';
import { useMay } from '../session.ts';
import { Page } from '../shell/page.tsx';
import { ProjectCards } from './project-cards.tsx';

export const ProjectsPage = () => {
  const projects = useQuery(queries.projects);
  const mayMake = useMay('manager');
  const [search, setSearch] = useState('');
  const all = projects.data?.items ?? [];
  const shown = all.filter((project) => project.title.toLowerCase().includes(search.toLowerCase().trim()));
  return (
    <Page
      title="Projects"
      actions={
        <>
          {all.length > 6 ? (
            <SearchInput
              label="Search projects"
              value={search}
              onChange={(event) => setSearch(event.target.value)}
            />
          ) : null}
          {mayMake && !(projects.data && all.length === 0) ? (
            <LinkButton to="/projects/new" variant="primary" icon={<Plus />}>
              New project
            </LinkButton>
          ) : null}
        </>
      }
    >
      {projects.isError ? (
        <ErrorState error={projects.error} retry={() => void projects.refetch()} />
      ) : projects.data && all.length === 0 ? (
        <EmptyState
          icon={<LayoutGrid />}
          title="No projects yet"
          actions={
            mayMake ? (
              <>
                <LinkButton to="/projects/new" variant="primary">
                  New project
                </LinkButton>
                <SampleButton />
              </>
            ) : undefined
          }
        >
          {mayMake
            ? 'A project takes its tasks from a branch of a repo and commits its labels to another.'
            : 'Nobody has given you a project yet. When a manager does, it appears here.'}
        </EmptyState>
      ) : projects.data && shown.length === 0 ? (
        <EmptyState icon={<LayoutGrid />} title="No project is called that" />
      ) : (
        <ProjectCards projects={shown} loading={projects.isPending} columns={3} />
      )}
    </Page>
  );
};
