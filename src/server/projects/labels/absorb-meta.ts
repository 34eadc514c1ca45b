import { sql } from 'kysely';
import type { Statement } from '../../../db/database.ts';
import { parseConfig } from '../../../labels/config/parse-config.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { CommitId, Repo } from '../../../versions/version-store.ts';
import type { Server } from '../../server.ts';
import { turnToConfig } from '../config/config-versions.ts';
import { sourcesOf } from '../project-view.ts';
import { sqlStatement } from '../../../db/run-sql.ts';
import type { ProjectRow } from '../tables.ts';
import { readCommitText } from './read-commit-text.ts';
import {
  configPath,
  instructionsPath,
  metaHash,
  projectFiles,
  projectJsonPath,
  readProjectJson,
} from './project-files.ts';

/**
 * Takes over title, config and instructions from a head that somebody else made. Where they were changed here
 * since base, ours stay and go into the next commit, as a config that cannot be read is not taken.
 */
export const absorbMeta = async (
  server: Server,
  project: ProjectRow,
  repo: Repo,
  head: CommitId,
): Promise<readonly Statement[]> => {
  const ours = metaHash(projectFiles(project, await sourcesOf(server, project.id)));
  // a project laid over a branch that has labels already: its own config is what was asked for, unless it has none
  if (project.base === null ? project.config !== '' : ours !== project.meta_hash) return [forget(project)];
  const text = (path: string) => readCommitText(server, repo, head, path);
  const meta = readProjectJson((await text(projectJsonPath)) ?? '');
  const config = await text(configPath);
  const instructions = (await text(instructionsPath)) ?? '';
  const next: ProjectRow = {
    ...project,
    title: meta.title ?? project.title,
    description: meta.description ?? project.description,
    color: meta.color ?? project.color,
    show_instructions:
      meta.showInstructions === undefined ? project.show_instructions : meta.showInstructions ? 1 : 0,
    config: config !== null && isConfig(config) ? config : project.config,
    instructions,
  };
  const turn = await turnToConfig(server, project, next.config);
  return [
    ...turn.statements,
    sqlStatement(sql`UPDATE project SET title = ${next.title}, description = ${next.description},
      color = ${next.color}, show_instructions = ${next.show_instructions}, config = ${next.config},
      config_version = ${turn.version}, instructions = ${next.instructions},
      meta_hash = ${metaHash(projectFiles(next, await sourcesOf(server, project.id)))}
      WHERE id = ${project.id}`),
  ];
};

/** What base holds is not ours: the next commit writes the project's files again. */
const forget = (project: ProjectRow): Statement =>
  sqlStatement(sql`UPDATE project SET meta_hash = NULL WHERE id = ${project.id}`);

/** Whether a text can be read as a labeling config. */
export const isConfig = (text: string): boolean => {
  try {
    parseConfig(text);
    return true;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
};
