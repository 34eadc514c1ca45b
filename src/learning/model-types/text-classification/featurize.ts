import { hash32 } from '../../hash32.ts';

export type FeatureOptions = {
  /** Features are numbered by a hash of this many bits. */
  readonly bits: number;
  /** Longest sequence of words. */
  readonly words: number;
  /** Shortest and longest sequence of characters within a word; 0, 0 for none. */
  readonly chars: readonly [number, number];
};

/** Which features a text has, ascending, and how strongly: 1 + ln(count). */
export type Features = { readonly ids: Uint32Array; readonly values: Float32Array };

/** Longer texts are read up to here: what decides is at the beginning, and time must not explode. */
const longestText = 100_000;
const word = /[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*|[!?$%€£]+/gu;

/** Hashed n-grams of words and of characters; words and characters have seeds of their own. */
export const featurize = (text: string, options: FeatureOptions): Features => {
  const counts = new Map<number, number>();
  const mask = 2 ** options.bits - 1;
  const add = (gram: string, seed: number): void => {
    const id = hash32(gram, seed) & mask;
    counts.set(id, (counts.get(id) ?? 0) + 1);
  };
  const words = text.slice(0, longestText).normalize('NFKC').toLowerCase().match(word) ?? [];
  const [shortest, longest] = options.chars;
  for (let at = 0; at < words.length; at += 1) {
    let gram = words[at] as string;
    add(gram, 1);
    for (let more = 1; more < options.words && at + more < words.length; more += 1) {
      gram += ` ${words[at + more]}`;
      add(gram, 1);
    }
    if (longest > 0) addChars(`<${words[at]}>`, shortest, longest, add);
  }
  const ids = Uint32Array.from(counts.keys()).sort();
  const values = Float32Array.from(ids, (id) => 1 + Math.log(counts.get(id) ?? 1));
  return { ids, values };
};

const addChars = (
  bounded: string,
  shortest: number,
  longest: number,
  add: (gram: string, seed: number) => void,
): void => {
  for (let size = shortest; size <= longest; size += 1)
    for (let at = 0; at + size <= bounded.length; at += 1) add(bounded.slice(at, at + size), 2);
};
