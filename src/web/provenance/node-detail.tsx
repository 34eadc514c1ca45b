import { Link } from '@tanstack/react-router';
import { wordsOf } from '../history/result-text.ts';
import { LinkButton } from '../parts/button.tsx';
import { CommitHash } from '../parts/commit-hash.tsx';
import { Panel } from '../parts/panel.tsx';
import { exactTime } from '../parts/time-ago.tsx';
import { percent } from '../suggestions/run-metrics.ts';
import type { ProvenanceNode } from './layout-graph.ts';
import { nodeKinds } from './node-kinds.tsx';
import s from './provenance.module.css';

type Fact = readonly [name: string, value: string];
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const answers = (results: unknown): Fact[] => {
  if (!Array.isArray(results)) return [];
  const words = results.flatMap((result) => (isRecord(result) ? wordsOf(result) : []));
  return [['Answer', words.slice(0, 8).join(', ') || `${results.length} results`]];
};

/** What is known of a node beside its commit, in words. */
const factsOf = ({ type, detail }: ProvenanceNode): readonly Fact[] => {
  if (type === 'annotation') return answers(detail);
  if (!isRecord(detail)) return [];
  if (type === 'prediction') {
    const score: Fact[] = typeof detail.score === 'number' ? [['Score', percent(detail.score)]] : [];
    return [...answers(detail.result), ...score];
  }
  const names: Readonly<Record<string, string>> = {
    modelType: 'Kind',
    control: 'Learns',
    examples: 'Examples',
    accuracy: 'Accuracy',
    count: 'Tasks',
  };
  return Object.entries(names).flatMap(([key, name]): Fact[] => {
    const value = detail[key];
    if (typeof value !== 'string' && typeof value !== 'number') return [];
    return [[name, key === 'accuracy' ? percent(Number(value)) : String(value)]];
  });
};

/** What a node of the graph is, and where it leads. */
export const NodeDetail = ({
  project,
  node,
}: {
  readonly project: string;
  readonly node: ProvenanceNode;
}) => {
  const prediction = /^prediction:(\d+)$/.exec(node.id)?.[1];
  return (
    <Panel
      title={`${nodeKinds[node.type].name}: ${node.title || 'without a message'}`}
      head={
        <span data-push style={{ display: 'flex', gap: 6 }}>
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
          {prediction || node.type === 'model' ? (
            <LinkButton
              to="/projects/$id/provenance"
              params={{ id: project }}
              search={prediction ? { prediction } : { model: node.commit ?? undefined }}
              size="small"
            >
              Walk from here
            </LinkButton>
          ) : null}
        </span>
      }
      padded
    >
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
        {node.run ? (
          <>
            <dt>Made by</dt>
            <dd>
              <Link to="/projects/$id/suggestions" params={{ id: project }}>
                run {node.run.slice(0, 8)}
              </Link>
            </dd>
          </>
        ) : null}
        {factsOf(node).map(([name, value]) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
};
