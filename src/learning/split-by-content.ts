import { createHash } from 'node:crypto';

/**
 * Whether an example is held out, by a hash of its content: the same content is on the same side in every run, and
 * two copies of one text are never on both. `share` is the part held out, 0 to 1.
 */
export const isHeldOut = (content: string, share: number): boolean =>
  createHash('sha256').update(content).digest().readUInt32BE(0) / 4_294_967_296 < share;
