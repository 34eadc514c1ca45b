import { sql } from 'kysely';
import type { Statement } from '../../../db/database.ts';
import type { Repo } from '../../../versions/version-store.ts';
import type { Server } from '../../server.ts';
import { turnToConfig } from '../config/config-versions.ts';
import { readCommitText } from '../labels/read-commit-text.ts';
import { isConfig } from '../labels/absorb-meta.ts';
import {
  configPath,
  instructionsPath,
  type ProjectMeta,
  projectJsonPath,
  readProjectJson,
} from '../labels/project-files.ts';
import { sqlStatement } from '../../../db/run-sql.ts';
import type { ProjectRow } from '../tables.ts';
import type { TwoStates } from '../labels/changed-entries.ts';

export type MetaMerge = {
  readonly statements: readonly Statement[];
  /** What was taken over, and what both sides changed, so that ours stays. */
  readonly taken: readonly string[];
  readonly kept: readonly string[];
};

type Column = 'title' | 'description' | 'color' | 'show_instructions' | 'config' | 'instructions';
type Side = Partial<Readonly<Record<Column, string | number>>>;

/** Three-way of a project's title, config and instructions, one by one. A config that cannot be read is not taken. */
export const mergeMeta = async (
  server: Server,
  project: ProjectRow,
  repo: Repo,
  { base, theirs }: TwoStates,
): Promise<MetaMerge> => {
  const [before, after] = [await sideOf(server, repo, base), await sideOf(server, repo, theirs)];
  const taken: Column[] = [];
  const kept: Column[] = [];
  for (const column of Object.keys(after) as Column[]) {
    const [old, now, ours] = [before[column], after[column], project[column]];
    if (now === undefined || now === old || now === ours) continue;
    const fits = column !== 'config' || isConfig(String(now));
    (fits && (old === ours || old === undefined) ? taken : kept).push(column);
  }
  const turn = await turnToConfig(
    server,
    project,
    String(taken.includes('config') ? after.config : project.config),
  );
  const sets = taken.map((column) => sql`${sql.ref(column)} = ${after[column]}`);
  const statements =
    sets.length === 0
      ? []
      : [
          ...turn.statements,
          sqlStatement(
            sql`UPDATE project SET ${sql.join([...sets, sql`config_version = ${turn.version}`])}
              WHERE id = ${project.id}`,
          ),
        ];
  return { statements, taken, kept };
};

const sideOf = async (server: Server, repo: Repo, commit: string | null): Promise<Side> => {
  if (commit === null) return {};
  const text = (path: string) => readCommitText(server, repo, commit, path);
  const meta: ProjectMeta = readProjectJson((await text(projectJsonPath)) ?? '');
  const config = await text(configPath);
  const { title, description, color, showInstructions } = meta;
  return {
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    ...(color === undefined ? {} : { color }),
    ...(showInstructions === undefined ? {} : { show_instructions: showInstructions ? 1 : 0 }),
    ...(config === null ? {} : { config }),
    instructions: (await text(instructionsPath)) ?? '',
  };
};
