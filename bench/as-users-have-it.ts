import type { StartOptions } from '../test/start-server.ts';

/** A server that is measured: tests have theirs hold each answer against the contract. */
export const asUsersHaveIt: StartOptions = { env: { NODE_ENV: 'production' } };
