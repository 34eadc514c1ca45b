import { type RawBuilder, sql } from 'kysely';
import type { ChangedResults } from '../../../labels/config/change-classes.ts';
import type { LabelResult } from '../../../labels/results/label-result.ts';
import type { Server } from '../../server.ts';
import { readSql } from '../../../db/run-sql.ts';
import type { ProjectRow } from '../tables.ts';
import { inPresentConfig } from './config-versions.ts';

/** Results that follow a change of the config, and those that then have no place any more. */
export type FollowCounts = { readonly results: number; readonly unfit: number };

type Row = {
  readonly id: number;
  readonly project: number;
  readonly config_version: number;
  readonly result: string;
};

const batch = 500;

/** What a change of the config does to suggestions on open tasks and to drafts, which follow when they are read. */
export const countFollowing = async (
  server: Server,
  project: ProjectRow,
  change: (results: readonly LabelResult[]) => ChangedResults,
): Promise<{ readonly suggestions: FollowCounts; readonly drafts: FollowCounts }> => {
  const count = async (pageAfter: (id: number) => RawBuilder<Row>): Promise<FollowCounts> => {
    let [results, unfit] = [0, 0];
    for (let after = 0; ; ) {
      const rows = await readSql<Row>(server.db, pageAfter(after));
      for (const { result } of await inPresentConfig(server, rows)) {
        const { changed, problems } = change(JSON.parse(result));
        results += changed;
        unfit += problems.length;
      }
      const last = rows.at(-1);
      if (last === undefined) return { results, unfit };
      after = last.id;
    }
  };
  const { id } = project;
  return {
    suggestions: await count(
      (after) => sql`SELECT prediction.id, prediction.project, config_version, result FROM prediction
        JOIN task ON task.id = prediction.task WHERE prediction.project = ${id} AND prediction.id > ${after}
        AND task.state = 'open' AND task.retired = 0 ORDER BY prediction.id LIMIT ${batch}`,
    ),
    drafts: await count(
      (
        after,
      ) => sql`SELECT id, project, config_version, result FROM draft WHERE project = ${id} AND id > ${after}
        ORDER BY id LIMIT ${batch}`,
    ),
  };
};
