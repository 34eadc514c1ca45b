import { CliUsage } from './exit.ts';

/** A word that has to be one of `allowed`; `what` names the option in the refusal. */
export const oneOf = <const Word extends string>(
  allowed: readonly Word[],
  given: string,
  what: string,
): Word => {
  const found = allowed.find((word) => word === given);
  if (found === undefined) throw new CliUsage(`${what} is one of ${allowed.join(', ')}, not "${given}"`);
  return found;
};
