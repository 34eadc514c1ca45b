import { useQuery } from '@tanstack/react-query';
import { useParams, useRouter, useSearch } from '@tanstack/react-router';
import { Waypoints } from 'lucide-react';
import { useState } from 'react';
import type { Project } from '../../shared/contract/projects.ts';
import { api } from '../api.ts';
import { LinkButton } from '../parts/button.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { ErrorState } from '../parts/error-state.tsx';
import { Keys } from '../parts/keys.tsx';
import { plural } from '../../shared/plural.ts';
import { Panel } from '../parts/panel.tsx';
import { SkeletonRows } from '../parts/skeleton.tsx';
import { ProjectFrame } from '../projects/project-frame.tsx';
import type { ProvenanceNode } from './layout-graph.ts';
import { NodeDetail } from './node-detail.tsx';
import { nodeKinds } from './node-kinds.tsx';
import { nodeText } from './node-text.ts';
import { ProvenanceGraph } from './provenance-graph.tsx';
import s from './provenance.module.css';

/** A commit of a repo that the project does not read itself is the end of what can be walked from here. */
const isWalkable = (project: Project, { type, repo, id }: ProvenanceNode): boolean =>
  type === 'input'
    ? project.sources.some((source) => source.repo === repo)
    : type !== 'prediction' || /^prediction:\d+$/.test(id);

const Walk = ({ project, start }: { readonly project: Project; readonly start: string | undefined }) => {
  const router = useRouter();
  const [chosen, setChosen] = useState<string | null>(null);
  const found = useQuery({
    queryKey: ['project', project.id, 'provenance', start ?? ''],
    queryFn: () =>
      api.pipelines.provenance({ params: { id: project.id }, query: start ? { node: start } : {} }),
  });
  if (found.isError)
    return (
      <ErrorState
        error={found.error}
        retry={() => void found.refetch()}
        action={
          start ? (
            <LinkButton to="/projects/$id/provenance" params={{ id: project.id }}>
              From the newest model
            </LinkButton>
          ) : undefined
        }
      />
    );
  if (found.isPending) return <SkeletonRows count={5} height={74} />;
  const graph = found.data;
  const first = graph.nodes.find((node) => node.id === graph.start);
  if (!first) return <Nothing project={project} />;
  const node = graph.nodes.find((each) => each.id === chosen) ?? first;
  const walkFrom = (id: string) => {
    const next = graph.nodes.find((each) => each.id === id);
    if (next && id !== graph.start && isWalkable(project, next))
      void router.navigate({
        to: '/projects/$id/provenance',
        params: { id: project.id },
        search: { node: id },
      });
  };
  return (
    <>
      <Panel
        title={`Where it came from, where it went: ${nodeKinds[first.type].name.toLowerCase()} “${nodeText(first)}”`}
        head={
          <span data-push style={{ color: 'var(--lw-muted)', whiteSpace: 'nowrap' }}>
            {plural(graph.nodes.length, 'node')}
            {graph.truncated ? ', not all there are' : ''}
          </span>
        }
        padded
      >
        <ProvenanceGraph graph={graph} chosen={node.id} onChoose={setChosen} onWalk={walkFrom} />
        <p className={s.help}>
          <Keys chord="←" /> <Keys chord="→" /> along what was made from what, <Keys chord="↑" />{' '}
          <Keys chord="↓" /> beside, <Keys chord="Enter" /> chooses, again walks from there.
        </p>
      </Panel>
      <NodeDetail
        project={project.id}
        graph={graph}
        node={node}
        walkable={isWalkable(project, node)}
        onChoose={setChosen}
      />
    </>
  );
};

const Nothing = ({ project }: { readonly project: Project }) => (
  <Panel>
    <EmptyState
      icon={<Waypoints />}
      title="Nothing is committed yet"
      actions={
        <LinkButton to="/projects/$id/label" params={{ id: project.id }} variant="primary">
          Label
        </LinkButton>
      }
    >
      From the first label commit on, this page shows what was made from what: the data, each annotation, the
      label commit that holds it, the model that learned from it, and what that suggests next.
    </EmptyState>
  </Panel>
);

/** From any annotation, commit, run, model or suggestion back to where it came from and on to where it went. */
export const ProvenancePage = () => {
  const { id } = useParams({ from: '/in/app/projects/$id/provenance' });
  const { node } = useSearch({ from: '/in/app/projects/$id/provenance' });
  return (
    <ProjectFrame id={id} title="Provenance">
      {(project) => <Walk key={node ?? ''} project={project} start={node} />}
    </ProjectFrame>
  );
};
