import { sql } from 'kysely';
import type { LabelResult } from '../../../labels/results/label-result.ts';
import { isSameAnswer } from '../../../labels/results/is-same-answer.ts';
import { inPresentConfig } from '../../projects/config/config-versions.ts';
import { readSql } from '../../../db/run-sql.ts';
import type { Server } from '../../server.ts';

/** How many suggestions of a model people answered with it in sight, and how many they left as they were. */
export type Agreement = { readonly shown: number; readonly agreed: number };

const batch = 1_000;

type Answered = {
  readonly id: number;
  readonly model_version: string;
  /** The suggestion. */
  readonly result: string;
  readonly project: number;
  readonly config_version: number;
  readonly chosen: string;
};

/**
 * Agreement by model version, for those that were answered at all. What counts is what the annotation records as
 * shown, and what it says now; skipped tasks, and annotations that a merge made of several, say nothing.
 */
export const agreementOf = async (
  server: Server,
  project: number,
  modelVersions: readonly string[],
): Promise<ReadonlyMap<string, Agreement>> => {
  const found = new Map<string, Agreement>();
  if (modelVersions.length === 0) return found;
  for (let after = 0; ; ) {
    const rows = await readSql<Answered>(
      server.db,
      // a uid is no pattern that could name another one: it is 16 characters of a hash
      sql`SELECT annotation.id, prediction.model_version, prediction.result,
          prediction.project, prediction.config_version, annotation.result AS chosen
        FROM annotation JOIN prediction ON prediction.task = annotation.task
          AND annotation.made_on LIKE '%"' || prediction.uid || '"%'
        WHERE annotation.project = ${project} AND annotation.id > ${after} AND annotation.skipped = 0
          AND annotation.parents IS NULL AND prediction.model_version IN (${sql.join([...modelVersions])})
        ORDER BY annotation.id, prediction.id LIMIT ${batch}`,
    );
    for (const row of await inPresentConfig(server, rows)) {
      const { shown, agreed } = found.get(row.model_version) ?? { shown: 0, agreed: 0 };
      const isSame = isSameAnswer(parse(row.result), parse(row.chosen));
      found.set(row.model_version, { shown: shown + 1, agreed: agreed + (isSame ? 1 : 0) });
    }
    if (rows.length < batch) return found;
    after = rows.at(-1)?.id ?? after;
  }
};

const parse = (json: string): readonly LabelResult[] => JSON.parse(json) as LabelResult[];
