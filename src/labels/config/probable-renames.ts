import type { ConfigLabel } from './config.ts';

/**
 * Which labels of a control probably only changed their name: old to new, by the class names of results. Told by
 * what else they share (hotkey, color, place in the list) and by how alike the names are; a guess for a person.
 */
export const probableRenames = (
  before: readonly ConfigLabel[],
  after: readonly ConfigLabel[],
): ReadonlyMap<string, string> => {
  const [old, now] = [new Set(before.map(nameOf)), new Set(after.map(nameOf))];
  const pairs = before.flatMap((one, index) =>
    now.has(nameOf(one))
      ? []
      : after.flatMap((other, otherIndex) => {
          if (old.has(nameOf(other)) || one.path.length !== other.path.length) return [];
          const isInPlace = before.length === after.length && index === otherIndex;
          return [
            { from: nameOf(one), to: nameOf(other), score: likeness(one, other) + (isInPlace ? 2 : 0) },
          ];
        }),
  );
  const renames = new Map<string, string>();
  const taken = new Set<string>();
  for (const { from, to, score } of pairs.toSorted((a, b) => b.score - a.score)) {
    if (score < enough || renames.has(from) || taken.has(to)) continue;
    renames.set(from, to);
    taken.add(to);
  }
  return renames;
};

const enough = 2;

const nameOf = ({ path }: ConfigLabel): string => path.join(' / ');

const likeness = (a: ConfigLabel, b: ConfigLabel): number => {
  const same = (left: string | undefined, right: string | undefined) => left !== undefined && left === right;
  const [from, to] = [plain(a.result), plain(b.result)];
  const alike = 1 - distance(from, to) / Math.max(from.length, to.length, 1);
  return (
    (same(a.hotkey, b.hotkey) ? 1 : 0) +
    (same(a.background, b.background) ? 1 : 0) +
    (alike >= 0.5 ? 1 + alike : 0) +
    (same(a.value, b.value) ? 2 : 0)
  );
};

const plain = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .trim();

/** Letters to add, take away or change (Levenshtein). */
const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
};
