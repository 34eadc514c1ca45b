import type { ObjectModel } from './object-model.ts';

/** What the keys need of a player. */
export interface Player {
  toggle(): void;
  /** By so many seconds. */
  seek(by: number): void;
}

export interface AudioObject extends ObjectModel {
  setPlayer(player: Player): void;
}
