import { sql } from 'kysely';
import type { Server } from '../../server.ts';
import { inPresentConfig } from '../config/config-versions.ts';
import { readOne, readSql } from '../../../db/run-sql.ts';
import type { DraftRow, PredictionRow, ProjectRow } from '../tables.ts';

/** A draft of an account, by its integer. */
export const findDraftById = async (
  server: Server,
  id: number,
  account: string,
): Promise<DraftRow | undefined> => {
  const rows = await readSql<DraftRow>(
    server.db,
    sql`SELECT * FROM draft WHERE id = ${id} AND account = ${account}`,
  );
  return (await inPresentConfig(server, rows))[0];
};

/** The predictions of a project, at most `limit`. */
export const projectPredictions = async (
  server: Server,
  project: number,
  limit: number,
): Promise<PredictionRow[]> =>
  inPresentConfig(
    server,
    await readSql<PredictionRow>(
      server.db,
      sql`SELECT * FROM prediction WHERE project = ${project} ORDER BY id LIMIT ${limit}`,
    ),
  );

/** How many annotations of live tasks are ground truth, and how many are skips. */
export const countSpecial = async (
  server: Server,
  project: Pick<ProjectRow, 'id' | 'retired'>,
): Promise<{ groundTruth: number; skips: number }> => {
  // without retired tasks the index alone answers
  const live =
    project.retired === 0
      ? sql``
      : sql`AND EXISTS (SELECT 1 FROM task WHERE task.id = annotation.task AND task.retired = 0)`;
  const row = await readOne<{ truth: number | null; skips: number | null }>(
    server.db,
    sql`SELECT sum(ground_truth) AS truth, sum(skipped) AS skips FROM annotation
      WHERE project = ${project.id} AND (ground_truth = 1 OR skipped = 1) ${live}`,
  );
  return { groundTruth: Number(row?.truth ?? 0), skips: Number(row?.skips ?? 0) };
};
