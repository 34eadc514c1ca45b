import { CliUsage } from './exit.ts';

/** A whole number, 0 or more; `what` names the option in the refusal. */
export const readNumber = (given: string, what: string): number => {
  if (!/^\d{1,9}$/.test(given)) throw new CliUsage(`${what} is a whole number, not "${given}"`);
  return Number(given);
};
