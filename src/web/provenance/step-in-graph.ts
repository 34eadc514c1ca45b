import type { Layout, Placed } from './layout-graph.ts';

const steps: Readonly<Record<string, { readonly column: number; readonly row: number }>> = {
  ArrowLeft: { column: -1, row: 0 },
  ArrowRight: { column: 1, row: 0 },
  ArrowUp: { column: 0, row: -1 },
  ArrowDown: { column: 0, row: 1 },
};

/**
 * The node that an arrow leads to: left and right along a line that is drawn, to the nearest end of it; up and down
 * in the column. What stands for many is passed over. Undefined when nothing lies that way.
 */
export const stepInGraph = (layout: Layout, from: string, key: string): string | undefined => {
  const here = layout.placed.find(({ id }) => id === from);
  const step = steps[key];
  if (!here || !step) return undefined;
  const inColumn = (column: number) => layout.placed.filter((each) => each.column === column).length;
  // columns are drawn around one middle
  const height = ({ column, row }: Placed) => row - inColumn(column) / 2;
  const isThere = (each: Placed): boolean =>
    step.column === 0
      ? each.column === here.column && (each.row - here.row) * step.row > 0
      : layout.edges.some((edge) =>
          step.column > 0
            ? edge.from === from && edge.to === each.id
            : edge.to === from && edge.from === each.id,
        );
  const far = (each: Placed) =>
    Math.abs(each.column - here.column) * layout.rows + Math.abs(height(each) - height(here));
  return layout.placed
    .filter((each) => each.type === 'node' && isThere(each))
    .toSorted((a, b) => far(a) - far(b))[0]?.id;
};
