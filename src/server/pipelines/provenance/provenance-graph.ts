import type { Provenance as Graph } from '../../../shared/contract/pipelines.ts';

export type GraphNode = Graph['nodes'][number];

export type GraphBuilder = {
  /** Adds a node, or leaves the one with that id as it is; answers the id. */
  node(node: Pick<GraphNode, 'id' | 'type' | 'title'> & Partial<GraphNode>): string;
  /** `to` was made from `from`. */
  edge(from: string, to: string): void;
  /** More was found than is shown. */
  cut(): void;
  /** The whole, with the node that it was walked from. */
  graph(start: string | null): Graph;
};

export const graphBuilder = (): GraphBuilder => {
  const nodes = new Map<string, GraphNode>();
  const edges = new Map<string, { from: string; to: string }>();
  let truncated = false;
  return {
    node(node) {
      if (!nodes.has(node.id))
        nodes.set(node.id, {
          repo: null,
          commit: null,
          time: null,
          taskId: null,
          run: null,
          detail: null,
          ...node,
        });
      return node.id;
    },
    edge: (from, to) => void edges.set(`${from} ${to}`, { from, to }),
    cut() {
      truncated = true;
    },
    graph: (start) => ({ start, nodes: [...nodes.values()], edges: [...edges.values()], truncated }),
  };
};
