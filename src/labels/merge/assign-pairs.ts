export type Pair = { readonly left: number; readonly right: number; readonly weight: number };

// A group of more is no crowd of people's boxes but copies of one: there the heaviest pairs are taken in turn.
const largestGroup = 400;

/**
 * The one-to-one choice among candidate pairs whose weights (0 to 1, above 0) have the largest sum. Pairs that share
 * nothing, not even by a chain, are settled apart, so cost follows the largest group: its size to the third power.
 */
export const assignPairs = (candidates: readonly Pair[]): readonly Pair[] =>
  groupPairs(candidates).flatMap((group) => {
    if (group.length === 1) return group;
    const lefts = [...new Set(group.map(({ left }) => left))].sort((a, b) => a - b);
    const rights = [...new Set(group.map(({ right }) => right))].sort((a, b) => a - b);
    return Math.max(lefts.length, rights.length) > largestGroup
      ? heaviestFirst(group)
      : heaviestSum(group, lefts, rights);
  });

const groupPairs = (pairs: readonly Pair[]): readonly (readonly Pair[])[] => {
  const parent = new Map<string, string>();
  const find = (name: string): string => {
    let root = name;
    for (let up = parent.get(root); up !== undefined && up !== root; up = parent.get(root)) root = up;
    parent.set(name, root);
    return root;
  };
  for (const { left, right } of pairs) parent.set(find(`l${left}`), find(`r${right}`));
  const groups = new Map<string, Pair[]>();
  for (const pair of pairs) {
    const root = find(`l${pair.left}`);
    const group = groups.get(root);
    if (group === undefined) groups.set(root, [pair]);
    else group.push(pair);
  }
  return [...groups.values()];
};

const heaviestFirst = (pairs: readonly Pair[]): readonly Pair[] => {
  const [lefts, rights] = [new Set<number>(), new Set<number>()];
  return pairs
    .toSorted((a, b) => b.weight - a.weight || a.left - b.left || a.right - b.right)
    .filter(({ left, right }) => {
      if (lefts.has(left) || rights.has(right)) return false;
      lefts.add(left);
      rights.add(right);
      return true;
    });
};

/** The Hungarian method on costs = -weight; a pair that is no candidate costs 0 and is dropped at the end. */
const heaviestSum = (
  pairs: readonly Pair[],
  lefts: readonly number[],
  rights: readonly number[],
): readonly Pair[] => {
  const size = Math.max(lefts.length, rights.length);
  const rowOf = new Map(lefts.map((left, row) => [left, row]));
  const columnOf = new Map(rights.map((right, column) => [right, column]));
  const table = Array.from({ length: size }, () =>
    Array.from({ length: size }, (): Pair | undefined => undefined),
  );
  for (const pair of pairs) {
    const row = table[rowOf.get(pair.left) ?? 0];
    if (row !== undefined) row[columnOf.get(pair.right) ?? 0] = pair;
  }
  const cost = (row: number, column: number): number => -(table[row - 1]?.[column - 1]?.weight ?? 0);
  return matchRows(size, cost).flatMap((row, column) =>
    row === 0 ? [] : (table[row - 1]?.[column - 1] ?? []),
  );
};

/** Rows and columns from 1; answers the row of each column. */
const matchRows = (size: number, cost: (row: number, column: number) => number): readonly number[] => {
  const rowPrice = new Float64Array(size + 1);
  const columnPrice = new Float64Array(size + 1);
  const rowOfColumn = Array.from({ length: size + 1 }, () => 0);
  for (let row = 1; row <= size; row++) {
    const slack = new Float64Array(size + 1).fill(Infinity);
    const from = new Int32Array(size + 1);
    const done = new Uint8Array(size + 1);
    let column = 0;
    rowOfColumn[0] = row;
    while (rowOfColumn[column] !== 0) {
      done[column] = 1;
      const at = rowOfColumn[column] ?? 0;
      let least = Infinity;
      let next = 0;
      for (let other = 1; other <= size; other++) {
        if (done[other]) continue;
        const reduced = cost(at, other) - (rowPrice[at] ?? 0) - (columnPrice[other] ?? 0);
        if (reduced < (slack[other] ?? 0)) {
          slack[other] = reduced;
          from[other] = column;
        }
        if ((slack[other] ?? 0) < least) {
          least = slack[other] ?? 0;
          next = other;
        }
      }
      for (let other = 0; other <= size; other++) {
        if (done[other]) {
          const owner = rowOfColumn[other] ?? 0;
          rowPrice[owner] = (rowPrice[owner] ?? 0) + least;
          columnPrice[other] = (columnPrice[other] ?? 0) - least;
        } else slack[other] = (slack[other] ?? 0) - least;
      }
      column = next;
    }
    while (column !== 0) {
      const before = from[column] ?? 0;
      rowOfColumn[column] = rowOfColumn[before] ?? 0;
      column = before;
    }
  }
  rowOfColumn[0] = 0;
  return rowOfColumn;
};
