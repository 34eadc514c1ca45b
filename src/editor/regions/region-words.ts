import type { Region } from './region.ts';

/** A region in words; parts that there are none of are empty. */
export interface RegionWords {
  /** Its classes; what kind it is where it has none. */
  readonly label: string;
  /** What kind it is, where the label does not say so. */
  readonly kind: string;
  /** What is in it or how large it is. */
  readonly text: string;
  readonly place: string;
}

export const wordsOfRegion = ({ labels, shape, value }: Region): RegionWords => ({
  label: labels.join(', ') || shape.noun,
  kind: labels.length > 0 ? shape.noun : '',
  text: shape.describe(value),
  place: shape.place?.(value) ?? '',
});

/** The region as it is said: `Cat, box, 20 × 10 %, at 40, 30 %`. */
export const nameOfRegion = (region: Region): string => {
  const { label, kind, text, place } = wordsOfRegion(region);
  return [label, kind, text, place].filter((words) => words !== '').join(', ');
};
