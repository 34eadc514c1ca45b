import type { LsPrediction } from '../../../shared/contract/label-studio-annotations.ts';
import type { PredictionRow } from '../../projects/tables.ts';
import { ago } from './ago.ts';

/** A prediction as Label Studio's API shows it. */
export const predictionView = (row: PredictionRow, now: number): LsPrediction => ({
  id: row.id,
  result: JSON.parse(row.result),
  task: row.task,
  project: row.project,
  score: row.score,
  model_version: row.model_version,
  model: null,
  model_run: null,
  cluster: null,
  neighbors: null,
  mislabeling: 0,
  created_at: new Date(row.created_at).toISOString(),
  updated_at: new Date(row.created_at).toISOString(),
  created_ago: ago(row.created_at, now),
});
