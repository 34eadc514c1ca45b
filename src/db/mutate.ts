import { AppError } from '../shared/errors/app-error.ts';
import { type Database, GuardMissed, type Plan, type StatementResult } from './database.ts';

/**
 * What a use case decided: the plan to write, and what to answer: `value` as it is, or `answer` made from the
 * plan's results (one for each statement). An empty plan writes nothing.
 */
export type Intent<T> =
  | { readonly plan: Plan; readonly value: T; readonly answer?: undefined }
  | { readonly plan: Plan; readonly answer: (results: readonly StatementResult[]) => T };

export type MutateEffects = {
  readonly random: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
};

const maxTries = 8;

/**
 * Runs a use case and writes its plan. When a guard missed, because another wrote in between, the use case reads
 * and decides again, up to 8 times in all; then AppError `request.conflict`. So it must do nothing but read.
 */
export const mutate = async <T>(
  db: Pick<Database, 'write'>,
  useCase: () => Promise<Intent<T>>,
  { random, sleep }: MutateEffects = realEffects,
): Promise<T> => {
  for (let tries = 1; ; tries += 1) {
    const intent = await useCase();
    try {
      const results = intent.plan.length === 0 ? [] : await db.write(intent.plan);
      return intent.answer ? intent.answer(results) : intent.value;
    } catch (error) {
      if (!(error instanceof GuardMissed)) throw error;
      if (tries === maxTries) throw new AppError('request.conflict', {}, { cause: error });
    }
    // the first retry goes at once; later ones spread out, so that rivals stop meeting
    if (tries > 1) await sleep(random() * tries * 2);
  }
};

const realEffects: MutateEffects = {
  random: Math.random,
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};
