import { useQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { Waypoints } from 'lucide-react';
import { useState } from 'react';
import type { Project } from '../../shared/contract/projects.ts';
import { api } from '../api.ts';
import { LinkButton } from '../parts/button.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { ErrorState } from '../parts/error-state.tsx';
import { plural } from '../../shared/plural.ts';
import { Panel } from '../parts/panel.tsx';
import { SkeletonRows } from '../parts/skeleton.tsx';
import { ProjectFrame } from '../projects/project-frame.tsx';
import { queries } from '../queries.ts';
import { NodeDetail } from './node-detail.tsx';
import { ProvenanceGraph } from './provenance-graph.tsx';

type Start = {
  readonly annotation?: string | undefined;
  readonly prediction?: string | undefined;
  readonly model?: string | undefined;
};

const startName = ({ annotation, prediction, model }: Start): string =>
  annotation
    ? `annotation ${annotation}`
    : prediction
      ? `suggestion ${prediction}`
      : model
        ? `model ${model.slice(0, 8)}`
        : '';

const Walk = ({ project, start }: { readonly project: Project; readonly start: Start }) => {
  const [chosen, setChosen] = useState<string | null>(null);
  const found = useQuery({
    queryKey: ['project', project.id, 'provenance', start],
    queryFn: () =>
      api.pipelines.provenance({
        params: { id: project.id },
        query: {
          ...(start.annotation ? { annotation: start.annotation } : {}),
          ...(start.prediction ? { prediction: start.prediction } : {}),
          ...(start.model ? { model: start.model } : {}),
        },
      }),
  });
  if (found.isError) return <ErrorState error={found.error} retry={() => void found.refetch()} />;
  if (found.isPending) return <SkeletonRows count={5} height={74} />;
  const graph = found.data;
  const first = start.annotation
    ? graph.nodes.find((node) => node.type === 'annotation')
    : start.prediction
      ? graph.nodes.find((node) => node.id === `prediction:${start.prediction}`)
      : graph.nodes.find((node) => node.commit === start.model);
  const node = graph.nodes.find((each) => each.id === chosen) ?? first;
  return (
    <>
      <Panel
        title={`Provenance of ${startName(start)}`}
        head={
          <span style={{ color: 'var(--lw-muted)' }}>
            {plural(graph.nodes.length, 'node')}
            {graph.truncated ? ', not all there are' : ''}
          </span>
        }
        padded
      >
        <ProvenanceGraph graph={graph} chosen={node?.id ?? null} onChoose={setChosen} />
      </Panel>
      {node ? <NodeDetail project={project.id} node={node} /> : null}
    </>
  );
};

const Nowhere = ({ project }: { readonly project: Project }) => {
  const model = useQuery(queries.suggestions(project.id)).data?.current;
  return (
    <Panel>
      <EmptyState
        icon={<Waypoints />}
        title="Choose where the walk begins"
        actions={
          model ? (
            <LinkButton
              to="/projects/$id/provenance"
              params={{ id: project.id }}
              search={{ model: model.model.commit }}
              variant="primary"
            >
              Begin at the model {model.version.slice(0, 8)}
            </LinkButton>
          ) : (
            <LinkButton to="/projects/$id/tasks" params={{ id: project.id }}>
              To the tasks
            </LinkButton>
          )
        }
      >
        At an annotation or a suggestion: open its task and choose Provenance. Or at a model: from there back
        to the labels that it learned from.
      </EmptyState>
    </Panel>
  );
};

/** From one annotation to the model that learned from it and back: the recorded graph of commits. */
export const ProvenancePage = () => {
  const { id } = useParams({ from: '/in/app/projects/$id/provenance' });
  const start = useSearch({ from: '/in/app/projects/$id/provenance' });
  const named = startName(start) !== '';
  return (
    <ProjectFrame id={id} title="Provenance">
      {(project) =>
        named ? (
          <Walk key={startName(start)} project={project} start={start} />
        ) : (
          <Nowhere project={project} />
        )
      }
    </ProjectFrame>
  );
};
