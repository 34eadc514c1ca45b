import { sql } from 'kysely';
import type { Json } from '../../../labels/json.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { Server } from '../../server.ts';
import { inPresentConfig } from '../config/config-versions.ts';
import { numberOf } from '../require-project.ts';
import { readOne } from '../../../db/run-sql.ts';
import type { PredictionRow } from '../tables.ts';
import { checkResult, configOf } from '../tasks/check-result.ts';
import { expandResult } from './expand-result.ts';

/** A prediction of the project as its config names things now, or prediction.not_found. */
export const requirePrediction = async (
  server: Server,
  project: number,
  id: string | number,
): Promise<PredictionRow> => {
  const number = numberOf(id);
  const row =
    number === undefined
      ? undefined
      : await readOne<PredictionRow>(
          server.db,
          sql`SELECT * FROM prediction WHERE id = ${number} AND project = ${project}`,
        );
  if (row === undefined) throw new AppError('prediction.not_found', { id });
  const [present] = await inPresentConfig(server, [row]);
  return present ?? row;
};

/** What a prediction may hold, written out in full. Throws result.invalid. */
export const readPrediction = (config: string, given: Json): readonly Json[] => {
  const result = config.trim() === '' && Array.isArray(given) ? given : expandResult(configOf(config), given);
  if (result === undefined)
    throw new AppError('result.invalid', { index: 0, reason: 'no control of the config takes such a value' });
  checkResult(config, result);
  return result;
};
