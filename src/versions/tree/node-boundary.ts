/*
 * Where a node ends depends on its keys alone, so equal key sets make equal nodes whatever their history,
 * and a changed value never moves a boundary. An entry weighs what it takes at least: its key and a
 * constant for hashes and numbers.
 */
const minWeight = 2 * 1024;
const targetWeight = 8 * 1024;
const maxWeight = 32 * 1024;
const perEntry = 72;

const weigh = (key: string): number => key.length + perEntry;

/** FNV-1a over UTF-16 units, then murmur3's finish; seeded by level so that levels cut independently. */
const hashKey = (key: string, level: number): number => {
  let h = 0x811c9dc5 ^ level;
  for (let i = 0; i < key.length; i++) h = Math.imul(h ^ key.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
};

/** Answers for each key in order whether the node ends with it. Reset at each node's begin by itself. */
export const boundaries = (level: number): { endsWith(key: string): boolean } => {
  let weight = 0;
  return {
    endsWith(key) {
      const own = weigh(key);
      weight += own;
      const chance = (own / (targetWeight - minWeight)) * 0x1_0000_0000;
      const ends = weight >= maxWeight || (weight >= minWeight && hashKey(key, level) < chance);
      if (ends) weight = 0;
      return ends;
    },
  };
};
