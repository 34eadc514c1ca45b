import { Link } from '@tanstack/react-router';
import { Waypoints } from 'lucide-react';
import { isSameAnswer } from '../../labels/results/is-same-answer.ts';
import type { LabelResult } from '../../labels/results/label-result.ts';
import type { Provenance } from '../../shared/contract/pipelines.ts';
import { Badge } from '../parts/badge.tsx';
import { LinkButton } from '../parts/button.tsx';
import { CommitHash } from '../parts/commit-hash.tsx';
import { Panel } from '../parts/panel.tsx';
import { exactTime } from '../parts/time-ago.tsx';
import type { ProvenanceNode } from './layout-graph.ts';
import { nodeKinds } from './node-kinds.tsx';
import { answerText, factsOf, nodeText, resultsOf } from './node-text.ts';
import s from './provenance.module.css';

const Neighbours = ({
  title,
  none,
  nodes,
  onChoose,
}: {
  readonly title: string;
  readonly none: string;
  readonly nodes: readonly ProvenanceNode[];
  readonly onChoose: (id: string) => void;
}) => (
  <section className={s.neighbours}>
    <h3>{title}</h3>
    {nodes.length === 0 ? <p>{none}</p> : null}
    <ul>
      {nodes.slice(0, 6).map((node) => (
        <li key={node.id}>
          <button type="button" onClick={() => onChoose(node.id)}>
            {nodeKinds[node.type].icon}
            <span>
              {nodeKinds[node.type].name}: {nodeText(node)}
            </span>
          </button>
        </li>
      ))}
      {nodes.length > 6 ? <li>and {nodes.length - 6} more</li> : null}
    </ul>
  </section>
);

/** What people made of what was suggested to them. */
const Suggested = ({ node, before }: { readonly node: ProvenanceNode; readonly before: ProvenanceNode }) => {
  const results = (of: ProvenanceNode) => resultsOf(of) as unknown as readonly LabelResult[];
  if (results(before).length === 0) return null;
  const same = isSameAnswer(results(before), results(node));
  return (
    <>
      <dt>Suggested</dt>
      <dd>
        {answerText(before)} <Badge tone={same ? 'ok' : 'warn'}>{same ? 'left as it was' : 'changed'}</Badge>
      </dd>
    </>
  );
};

/** What a node of the graph is, what it was made from, what was made of it, and where it leads. */
export const NodeDetail = ({
  project,
  graph,
  node,
  walkable,
  onChoose,
}: {
  readonly project: string;
  readonly graph: Provenance;
  readonly node: ProvenanceNode;
  readonly walkable: boolean;
  readonly onChoose: (id: string) => void;
}) => {
  const near = (side: 'from' | 'to') =>
    graph.edges
      .flatMap((edge) => {
        const other = edge[side === 'from' ? 'to' : 'from'] === node.id ? edge[side] : undefined;
        return graph.nodes.filter((each) => each.id === other);
      })
      .toSorted((a, b) => (a.time ?? '').localeCompare(b.time ?? ''));
  const sources = near('from');
  const suggestion =
    node.type === 'annotation' ? sources.find((each) => each.type === 'prediction') : undefined;
  return (
    <Panel
      title={`${nodeKinds[node.type].name}: ${nodeText(node)}`}
      head={
        <span data-push className={s.actions}>
          {node.taskId ? (
            <LinkButton
              to="/projects/$id/label"
              params={{ id: project }}
              search={{ task: node.taskId }}
              size="small"
            >
              Open task {node.taskId}
            </LinkButton>
          ) : null}
          {walkable && node.id !== graph.start ? (
            <LinkButton
              to="/projects/$id/provenance"
              params={{ id: project }}
              search={{ node: node.id }}
              size="small"
              icon={<Waypoints />}
            >
              Walk from here
            </LinkButton>
          ) : null}
        </span>
      }
      padded
    >
      <div className={s.detail}>
        <dl className={s.facts}>
          {node.repo && node.commit ? (
            <>
              <dt>Commit</dt>
              <dd>
                <Link to="/repos/$repo/$ref" params={{ repo: node.repo, ref: node.commit }}>
                  {node.repo}
                </Link>{' '}
                <CommitHash id={node.commit} />
              </dd>
            </>
          ) : null}
          {node.time ? (
            <>
              <dt>When</dt>
              <dd>{exactTime(node.time)}</dd>
            </>
          ) : null}
          {node.type === 'annotation' ? (
            <>
              <dt>Who</dt>
              <dd>{node.title.replace(/^Annotation by /, '')}</dd>
            </>
          ) : null}
          {suggestion ? <Suggested node={node} before={suggestion} /> : null}
          {factsOf(node).map(([name, value]) => (
            <div key={name} style={{ display: 'contents' }}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
          {node.run ? (
            <>
              <dt>{node.type === 'run' ? 'Log' : 'Made by'}</dt>
              <dd>
                <Link to="/projects/$id/suggestions" params={{ id: project }} search={{ run: node.run }}>
                  run {node.run.slice(0, 8)}
                </Link>
              </dd>
            </>
          ) : null}
        </dl>
        <Neighbours
          title="Made from"
          none="Nothing that is recorded: it came from outside, or from a person."
          nodes={sources}
          onChoose={onChoose}
        />
        <Neighbours title="Led to" none="Nothing yet." nodes={near('to')} onChoose={onChoose} />
      </div>
    </Panel>
  );
};
