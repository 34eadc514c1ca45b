import { parseConfig } from '../../labels/config/parse-config.ts';
import { AppError } from '../../shared/errors/app-error.ts';

type Problem = { line: number; column: number; reason: string; fatal: boolean };

/** Reads a labeling config and says what is wrong with it, by line and column. */
export const checkConfig = (config: string): { ok: boolean; problems: Problem[] } => {
  try {
    const { problems } = parseConfig(config);
    return {
      ok: true,
      problems: problems.map(({ line, column, reason }) => ({ line, column, reason, fatal: false })),
    };
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'config.invalid')) throw error;
    const { line, column, reason } = error.data;
    return {
      ok: false,
      problems: [{ line: Number(line), column: Number(column), reason: String(reason), fatal: true }],
    };
  }
};
