import type { Server } from '../server.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-';

/** A name that nobody else makes: 96 random bits in 16 of A-Z a-z 0-9 _ -. */
export const createUid = (server: Pick<Server, 'random'>): string =>
  [...server.random(16)].map((byte) => alphabet[byte & 63]).join('');
