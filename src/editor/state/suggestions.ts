import type { Region } from '../regions/region.ts';
import type { Readable } from '../signals.ts';

/** The first prediction's regions that are neither in the labels nor waved away: shown as ghosts, in its order. */
export interface Suggestions {
  readonly open: Readable<readonly Region[]>;
  /** Puts one into the labels, as one step of undo, and selects it. */
  accept(id: string): void;
  /** Shows one no more. */
  dismiss(id: string): void;
}
