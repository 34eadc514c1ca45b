import { sql } from 'kysely';
import type { Statement } from '../../db/database.ts';
import type { PipelineSpec } from '../pipeline-spec.ts';
import { sqlStatement } from '../../db/run-sql.ts';
import type { PendingRow, PipelineRow } from '../tables.ts';

type Landed = {
  readonly event: { readonly repo: string; readonly branch: string; readonly commit: string };
  readonly weight: number;
  readonly now: number;
};

/**
 * Notes a commit: due at once when enough weight is gathered, else when it was quiet for long enough, and at the
 * latest `maxSeconds` after the first. Pure SQL, so that two commits in one plan add up.
 */
export const addPending = (
  pipeline: Pick<PipelineRow, 'id'>,
  { debounce }: Pick<PipelineSpec, 'debounce'>,
  { event, weight, now }: Landed,
): readonly Statement[] => {
  const latest = debounce.maxSeconds * 1000;
  const quiet = debounce.seconds * 1000;
  return [
    sqlStatement(sql`INSERT INTO pipeline_pending (pipeline, changes, weight, nonce, first_at, last_at, due_at)
      VALUES (${pipeline.id}, 1, ${weight}, '', ${now}, ${now}, 0)
      ON CONFLICT (pipeline) DO UPDATE SET changes = pipeline_pending.changes + 1,
        weight = pipeline_pending.weight + excluded.weight, last_at = excluded.last_at`),
    sqlStatement(sql`UPDATE pipeline_pending SET due_at = CASE
        WHEN nonce <> '' OR weight >= ${debounce.weight} THEN last_at
        WHEN last_at + ${quiet} < first_at + ${latest} THEN last_at + ${quiet}
        ELSE first_at + ${latest} END
      WHERE pipeline = ${pipeline.id}`),
    sqlStatement(sql`INSERT INTO pipeline_pending_commit (pipeline, repo, branch, commit_id)
      VALUES (${pipeline.id}, ${event.repo}, ${event.branch}, ${event.commit})
      ON CONFLICT (pipeline, repo, branch) DO UPDATE SET commit_id = excluded.commit_id`),
  ];
};

/** A run that a person asked for: due now, on the heads as they are, even if the same inputs ran before. */
export const askForRun = (pipeline: Pick<PipelineRow, 'id'>, nonce: string, now: number): Statement =>
  sqlStatement(sql`INSERT INTO pipeline_pending (pipeline, changes, weight, nonce, first_at, last_at, due_at)
    VALUES (${pipeline.id}, 1, 0, ${nonce}, ${now}, ${now}, ${now})
    ON CONFLICT (pipeline) DO UPDATE SET changes = pipeline_pending.changes + 1, nonce = excluded.nonce, due_at = excluded.due_at`);

/** Forgets what is pending, as it was read: misses when more landed since. */
export const dropPending = ({ pipeline, changes }: PendingRow): readonly Statement[] => [
  sqlStatement(sql`DELETE FROM pipeline_pending WHERE pipeline = ${pipeline} AND changes = ${changes}`, 1),
  sqlStatement(sql`DELETE FROM pipeline_pending_commit WHERE pipeline = ${pipeline}`),
];
