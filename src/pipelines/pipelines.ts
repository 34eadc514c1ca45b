import { sql } from 'kysely';
import type { Database, Statement } from '../db/database.ts';
import { stableJson } from './hash-json.ts';
import type { PipelineSpec } from './pipeline-spec.ts';
import { lookupSql, readSql, sqlStatement } from '../db/run-sql.ts';
import type { PendingRow, PipelineRow } from './tables.ts';

/** A version of a pipeline's spec. */
export const readSpec = async (db: Database, pipeline: string, version: number): Promise<PipelineSpec> => {
  const [row] = await lookupSql<{ spec: string }>(
    db,
    sql`SELECT spec FROM pipeline_spec WHERE pipeline = ${pipeline} AND version = ${version}`,
  );
  if (row === undefined) throw new Error(`pipeline ${pipeline} has no version ${version}`);
  return JSON.parse(row.spec) as PipelineSpec;
};

export const pipelinesOf = (db: Database, subject: string): Promise<PipelineRow[]> =>
  readSql<PipelineRow>(db, sql`SELECT * FROM pipeline WHERE subject = ${subject} ORDER BY name`);

export const pendingOf = async (db: Database, pipeline: string): Promise<PendingRow | undefined> =>
  (await lookupSql<PendingRow>(db, sql`SELECT * FROM pipeline_pending WHERE pipeline = ${pipeline}`))[0];

type PutPipeline = {
  /** What is there now, or undefined to make it. */
  readonly current: PipelineRow | undefined;
  readonly id: string;
  readonly organisation: string;
  readonly name: string;
  readonly subject: string;
  readonly active: boolean;
  readonly spec: PipelineSpec;
  /** The account that asked. */
  readonly by: string;
  readonly now: number;
};

/**
 * Makes a pipeline, or gives it a new version of its spec; an equal spec makes no version. A plan, guarded by the
 * version that `current` was read at.
 */
export const putPipeline = async (db: Database, args: PutPipeline): Promise<readonly Statement[]> => {
  const { current, id, spec, now } = args;
  const active = args.active ? 1 : 0;
  const known = current && stableJson(await readSpec(db, id, current.spec_version));
  const changed = known !== stableJson(spec);
  const version = (current?.spec_version ?? 0) + (changed ? 1 : 0);
  return [
    current
      ? sqlStatement(
          sql`UPDATE pipeline SET spec_version = ${version}, active = ${active}, updated_at = ${now}
            WHERE id = ${id} AND spec_version = ${current.spec_version}`,
          1,
        )
      : sqlStatement(sql`INSERT INTO pipeline (id, organisation, name, subject, spec_version, active, created_at,
            updated_at)
          VALUES (${id}, ${args.organisation}, ${args.name}, ${args.subject}, ${version}, ${active}, ${now},
            ${now})`),
    ...(changed
      ? [
          sqlStatement(sql`INSERT INTO pipeline_spec (pipeline, version, spec, created_at, created_by)
            VALUES (${id}, ${version}, ${stableJson(spec)}, ${now}, ${args.by})`),
          sqlStatement(sql`DELETE FROM pipeline_input WHERE pipeline = ${id}`),
          ...spec.inputs.map(({ repo, branch }) =>
            sqlStatement(sql`INSERT INTO pipeline_input (pipeline, repo, branch) VALUES (${id}, ${repo}, ${branch})
              ON CONFLICT (pipeline, repo, branch) DO NOTHING`),
          ),
        ]
      : []),
    ...(args.active
      ? []
      : [
          sqlStatement(sql`DELETE FROM pipeline_pending WHERE pipeline = ${id}`),
          sqlStatement(sql`DELETE FROM pipeline_pending_commit WHERE pipeline = ${id}`),
        ]),
  ];
};
