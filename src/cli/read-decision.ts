import { oneOf } from './one-of.ts';

const decisions = { accept: 'accepted', reject: 'rejected', reset: null } as const;

/** What a reviewer says, as the API has it, and as a sentence ends. */
export const readDecision = (given: string) => {
  const decision = decisions[oneOf(['accept', 'reject', 'reset'], given, 'the decision')];
  return { decision, said: decision ?? 'waits for review again' };
};
