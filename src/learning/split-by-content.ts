import { createHash } from 'node:crypto';

/**
 * Where an example stands between 0 and 1, by a hash of its content: the same content stands at the same place in
 * every run, and two copies of one text are never on both sides of a line.
 */
export const placeByContent = (content: string): number =>
  createHash('sha256').update(content).digest().readUInt32BE(0) / 4_294_967_296;
