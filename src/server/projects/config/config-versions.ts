import { sql } from 'kysely';
import type { Statement } from '../../../db/database.ts';
import { stringifyCanonical } from '../../../labels/canonical-json.ts';
import type { ClassMapping } from '../../../labels/config/class-mapping.ts';
import { changeVersion } from '../../../labels/config/config-versions.ts';
import { isJsonObject, type Json } from '../../../labels/json.ts';
import type { Server } from '../../server.ts';
import { findProject } from '../require-project.ts';
import { lookupSql, sqlStatement } from '../../../db/run-sql.ts';
import type { ProjectConfigRow, ProjectRow } from '../tables.ts';
import { checkResult, configOf } from '../tasks/check-result.ts';

type Configured = Pick<ProjectRow, 'id' | 'config' | 'config_version'>;

/**
 * The version that a project has with another config, and the statements that remember it. Without a mapping (a
 * restore, a config that was edited elsewhere) a config that the project had before is that version again. Misses
 * when somebody else changes the config at the same time.
 */
export const turnToConfig = async (
  server: Server,
  project: Configured,
  config: string,
  mapping: ClassMapping | null = null,
): Promise<{ readonly version: number; readonly statements: readonly Statement[] }> => {
  const { id, config_version: now } = project;
  if (mapping === null && config === project.config) return { version: now, statements: [] };
  const rows = await versionsOf(server, id);
  const known = mapping === null ? rows.findLast((row) => row.config === config) : undefined;
  if (known) return { version: known.version, statements: [] };
  const version = Math.max(now, ...rows.map((row) => row.version)) + 1;
  const insert = (values: Omit<ProjectConfigRow, 'project'>, expect?: number) =>
    sqlStatement(
      sql`INSERT INTO project_config (project, version, parent, config, mapping)
        VALUES (${id}, ${values.version}, ${values.parent}, ${values.config}, ${values.mapping})
        ON CONFLICT (project, version) DO NOTHING`,
      expect,
    );
  return {
    version,
    statements: [
      insert({ version: now, parent: null, config: project.config, mapping: '[]' }),
      insert({ version, parent: now, config, mapping: JSON.stringify(mapping ?? []) }, 1),
    ],
  };
};

/** The latest version of a project that had exactly this config; undefined where it never did. */
export const versionWithConfig = async (
  server: Server,
  project: Configured,
  config: string,
): Promise<number | undefined> =>
  config === project.config
    ? project.config_version
    : (await versionsOf(server, project.id)).findLast((row) => row.config === config)?.version;

const versionsOf = (server: Server, project: number): Promise<readonly ProjectConfigRow[]> =>
  lookupSql<ProjectConfigRow>(
    server.db,
    sql`SELECT * FROM project_config WHERE project = ${project} ORDER BY version`,
  );

/**
 * Makes the function that takes results of some version to the project's present one. What has no place there
 * stays as it is.
 */
export const resultsInConfig = async (
  server: Server,
  project: Configured,
  from: number,
): Promise<(results: readonly Json[]) => readonly Json[]> => {
  if (from === project.config_version) return (results) => results;
  const rows = await versionsOf(server, project.id);
  const versions = rows.map(({ version, parent, config, mapping }) => ({
    version,
    parent,
    config: configOf(config.trim() || '<View/>'),
    mapping: JSON.parse(mapping) as ClassMapping,
  }));
  const change = changeVersion(versions, from, project.config_version);
  return (results) => results.map((each) => (isJsonObject(each) ? change(each) : each));
};

/** A result as somebody sends it, who may not know the present config yet. Throws result.invalid. */
export const readResult = async (
  server: Server,
  project: Configured,
  result: readonly unknown[],
  from: number | undefined,
): Promise<readonly Json[]> => {
  const change = await resultsInConfig(server, project, from ?? project.config_version);
  const present = change(result as readonly Json[]);
  checkResult(project.config, present);
  return present;
};

type Made = { readonly project: number; readonly config_version: number; readonly result: string };

/** Drafts or predictions with their results in the classes of the project's present config. */
export const inPresentConfig = async <Row extends Made>(
  server: Server,
  rows: readonly Row[],
): Promise<Row[]> => {
  const changes = new Map<string, (results: readonly Json[]) => readonly Json[]>();
  const present: Row[] = [];
  for (const row of rows) {
    const project = await findProject(server, row.project);
    if (project === undefined || project.config_version === row.config_version) {
      present.push(row);
      continue;
    }
    const key = `${row.project} ${row.config_version}`;
    const change = changes.get(key) ?? (await resultsInConfig(server, project, row.config_version));
    changes.set(key, change);
    const result = stringifyCanonical(change(JSON.parse(row.result)));
    present.push({ ...row, result, config_version: project.config_version });
  }
  return present;
};
