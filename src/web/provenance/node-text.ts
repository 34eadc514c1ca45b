import { wordsOf } from '../../shared/label-diff/result-text.ts';
import { metricsOf, percent } from '../suggestions/run-metrics.ts';
import type { ProvenanceNode } from './layout-graph.ts';

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The results that an annotation or a suggestion holds; none of other nodes. */
export const resultsOf = ({ type, detail }: ProvenanceNode): readonly Readonly<Record<string, unknown>>[] => {
  const results = type === 'prediction' && isRecord(detail) ? detail.result : detail;
  return (type === 'annotation' || type === 'prediction') && Array.isArray(results)
    ? (results as unknown[]).filter(isRecord)
    : [];
};

/** What was answered or suggested, in few words. */
export const answerText = (node: ProvenanceNode): string => {
  const results = resultsOf(node);
  const words = results.flatMap((result) => wordsOf(result));
  return [...new Set(words)].slice(0, 8).join(', ') || `${results.length} results`;
};

/** What a node says of itself beside its kind: an answer, a run's accuracy, a commit's message. */
export const nodeText = (node: ProvenanceNode): string => {
  if (resultsOf(node).length > 0) return answerText(node);
  const metrics = node.type === 'run' && isRecord(node.detail) ? metricsOf(node.detail.metrics) : null;
  if (metrics) return `${percent(metrics.accuracy)} accuracy`;
  return node.title.split('\n')[0] || 'without a message';
};

export type Fact = readonly [name: string, value: string];

/** What is known of a node beside its commit, in words. */
export const factsOf = (node: ProvenanceNode): readonly Fact[] => {
  const { type, detail } = node;
  if (type === 'annotation') return [['Answer', answerText(node)]];
  if (!isRecord(detail)) return [];
  if (type === 'prediction') {
    const score: Fact[] = typeof detail.score === 'number' ? [['Sure', percent(detail.score)]] : [];
    return [['Suggested', answerText(node)], ...score];
  }
  if (type === 'run') return runFacts(detail);
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

const runFacts = (detail: Readonly<Record<string, unknown>>): readonly Fact[] => {
  const metrics = metricsOf(detail.metrics);
  const { agreement } = detail;
  return [
    ['State', String(detail.state)],
    ...(typeof detail.reason === 'string' ? [['Why', detail.reason] as const] : []),
    ...(metrics
      ? [['Accuracy', `${percent(metrics.accuracy)} of ${metrics.examples ?? '?'} held out`] as const]
      : []),
    ...(isRecord(agreement)
      ? [
          [
            'Suggestions',
            `${String(agreement.agreed)} of ${String(agreement.shown)} were what people chose`,
          ] as const,
        ]
      : []),
  ];
};
