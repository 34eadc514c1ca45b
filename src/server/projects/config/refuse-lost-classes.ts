import { sql } from 'kysely';
import { compareConfigs } from '../../../labels/config/compare-configs.ts';
import { findTag } from '../../../labels/config/tag-registry.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { Server } from '../../server.ts';
import { labelCountsOf } from '../classes/list-classes.ts';
import { likePattern } from '../like-pattern.ts';
import { readOne } from '../../../db/run-sql.ts';
import { configOf } from '../tasks/check-result.ts';
import type { ProjectRow } from '../tables.ts';

/** Throws config.in_use, naming them, when a new config has no place for classes or controls that labels use. */
export const refuseLostClasses = async (
  server: Server,
  project: Pick<ProjectRow, 'id' | 'config' | 'annotations'>,
  config: string,
): Promise<void> => {
  if (config === project.config || project.config.trim() === '') return;
  const parse = (text: string) => configOf(text.trim() || '<View/>');
  const old = parse(project.config);
  const { classes, controls } = compareConfigs(old, parse(config), await labelCountsOf(server, project.id));
  const lost = classes
    .filter(({ change, inUse }) => change !== 'added' && inUse > 0)
    .map(({ name, inUse }) => `${name} (${inUse})`);
  for (const { name, change, inUse } of controls) {
    if (change === 'added') continue;
    // controls without classes are not counted
    const hasClasses = findTag(old.controls.get(name)?.tag ?? '')?.results?.some((type) => type.hasClasses);
    if (inUse > 0) lost.push(`${name} (${inUse})`);
    else if (!hasClasses && (await isUsed(server, project.id, name))) lost.push(name);
  }
  if (lost.length > 0) {
    const more = lost.length > 20 ? `, and ${lost.length - 20} more` : '';
    throw new AppError('config.in_use', { id: project.id, classes: lost.slice(0, 20).join(', ') + more });
  }
};

const isUsed = async (server: Server, project: number, control: string): Promise<boolean> => {
  const pattern = likePattern(`"from_name":${JSON.stringify(control)}`);
  const row = await readOne(
    server.db,
    sql`SELECT 1 AS found FROM annotation WHERE project = ${project} AND result LIKE ${pattern} ESCAPE '\\' LIMIT 1`,
  );
  return row !== undefined;
};
