import type { Provenance } from '../../shared/contract/pipelines.ts';

export type ProvenanceNode = Provenance['nodes'][number];
/** `more`: nodes of one kind with the same neighbours, beyond those that are shown one by one. */
export type Placed =
  | {
      readonly type: 'node';
      readonly id: string;
      readonly column: number;
      readonly row: number;
      readonly node: ProvenanceNode;
    }
  | {
      readonly type: 'more';
      readonly id: string;
      readonly column: number;
      readonly row: number;
      readonly kind: ProvenanceNode['type'];
      readonly count: number;
    };
export type Layout = {
  readonly placed: readonly Placed[];
  readonly edges: readonly { readonly from: string; readonly to: string }[];
  readonly columns: number;
  readonly rows: number;
};

const shownOfAKind = 4;

const neighbours = ({ edges }: Provenance, side: 'from' | 'to'): Map<string, string[]> => {
  const map = new Map<string, string[]>();
  const other = side === 'from' ? 'to' : 'from';
  for (const edge of edges) map.set(edge[side], [...(map.get(edge[side]) ?? []), edge[other]]);
  return map;
};

/** How many edges lead to each node on the longest way; a cycle, which there is none of, would not hang it. */
const columnsOf = (graph: Provenance): Map<string, number> => {
  const column = new Map(graph.nodes.map((node) => [node.id, 0]));
  for (let turn = 0; turn < graph.nodes.length; turn += 1) {
    let moved = false;
    for (const { from, to } of graph.edges) {
      const least = (column.get(from) ?? 0) + 1;
      if ((column.get(to) ?? 0) < least) {
        column.set(to, least);
        moved = true;
      }
    }
    if (!moved) break;
  }
  // What nothing was made from stands right before what is made of it.
  for (const node of graph.nodes) {
    const next = graph.edges.filter((edge) => edge.from === node.id).map((edge) => column.get(edge.to) ?? 0);
    if (next.length > 0 && !graph.edges.some((edge) => edge.to === node.id)) {
      column.set(node.id, Math.min(...next) - 1);
    }
  }
  return column;
};

/** Edges without those that a longer way says already: data stands behind a model by the labels made on it. */
const shortest = (graph: Provenance): Provenance['edges'] => {
  const out = neighbours(graph, 'from');
  const reaches = (from: string, to: string, seen = new Set<string>()): boolean =>
    (out.get(from) ?? []).some((next) => {
      if (next === to) return true;
      if (seen.has(next)) return false;
      seen.add(next);
      return reaches(next, to, seen);
    });
  return graph.edges.filter(({ from, to }) =>
    (out.get(from) ?? []).every((next) => next === to || !reaches(next, to)),
  );
};

const timeOf = (each: Placed): number =>
  each.type === 'more' ? Number.MAX_VALUE : Date.parse(each.node.time ?? '') || 0;

/** Orders each column by where what it was made from stands, so that lines cross less; then by time, the rest last. */
const nextToNeighbours = (placed: readonly Placed[], edges: Layout['edges']): readonly Placed[] => {
  const height = new Map<string, number>();
  return [...new Set(placed.map((each) => each.column))]
    .sort((a, b) => a - b)
    .flatMap((at) => {
      const here = placed.filter((each) => each.column === at);
      const middle = (id: string): number => {
        const near = edges.flatMap((edge) => (edge.to === id ? (height.get(edge.from) ?? []) : []));
        return near.length === 0 ? 0 : near.reduce((sum, each) => sum + each, 0) / near.length;
      };
      const sorted = here.toSorted((a, b) => middle(a.id) - middle(b.id) || timeOf(a) - timeOf(b));
      for (const [row, each] of sorted.entries()) height.set(each.id, row - (sorted.length - 1) / 2);
      return sorted.map((each, row) => ({ ...each, row }));
    });
};

/**
 * Places a graph in columns, what was made right of what it was made from. Of nodes that differ in nothing but
 * themselves a few are shown, and one in the place of the others.
 */
export const layoutGraph = (whole: Provenance): Layout => {
  const graph = { ...whole, edges: shortest(whole) };
  const column = columnsOf(graph);
  const into = neighbours(graph, 'to');
  const out = neighbours(graph, 'from');
  const groups = new Map<string, ProvenanceNode[]>();
  for (const node of graph.nodes) {
    const key = JSON.stringify([
      node.type,
      column.get(node.id),
      (into.get(node.id) ?? []).toSorted(),
      (out.get(node.id) ?? []).toSorted(),
    ]);
    groups.set(key, [...(groups.get(key) ?? []), node]);
  }
  const shownAs = new Map<string, string>();
  const rowsOf = new Map<number, number>();
  const placed: Placed[] = [];
  for (const nodes of groups.values()) {
    // where the walk began is always in sight
    nodes.sort((a, b) => Number(b.id === graph.start) - Number(a.id === graph.start));
    const shown = nodes.length > shownOfAKind + 1 ? nodes.slice(0, shownOfAKind) : nodes;
    const at = column.get(nodes[0]?.id ?? '') ?? 0;
    const nextRow = () => {
      const row = rowsOf.get(at) ?? 0;
      rowsOf.set(at, row + 1);
      return row;
    };
    for (const node of shown) {
      placed.push({ type: 'node', id: node.id, column: at, row: nextRow(), node });
      shownAs.set(node.id, node.id);
    }
    const rest = nodes.slice(shown.length);
    const first = rest[0];
    if (!first) continue;
    const id = `more:${first.id}`;
    placed.push({ type: 'more', id, column: at, row: nextRow(), kind: first.type, count: rest.length });
    for (const node of rest) shownAs.set(node.id, id);
  }
  const edges = new Map<string, { from: string; to: string }>();
  for (const edge of graph.edges) {
    const from = shownAs.get(edge.from);
    const to = shownAs.get(edge.to);
    if (from && to) edges.set(`${from} ${to}`, { from, to });
  }
  const rows = Math.max(0, ...rowsOf.values());
  return {
    placed: nextToNeighbours(placed, [...edges.values()]),
    edges: [...edges.values()],
    columns: Math.max(0, ...placed.map((each) => each.column)) + 1,
    rows,
  };
};
