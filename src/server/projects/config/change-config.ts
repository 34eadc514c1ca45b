import { sql } from 'kysely';
import { changeClasses } from '../../../labels/config/change-classes.ts';
import type { ClassMapping } from '../../../labels/config/class-mapping.ts';
import { compareConfigs, type ConfigComparison } from '../../../labels/config/compare-configs.ts';
import type { Config } from '../../../labels/config/config.ts';
import { parseConfig } from '../../../labels/config/parse-config.ts';
import { GuardMissed } from '../../../db/database.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { Actor } from '../../actor.ts';
import { asPerson } from '../../repos/require-repo.ts';
import type { Server } from '../../server.ts';
import { labelCountsOf } from '../classes/list-classes.ts';
import { catchUp, commitNow } from '../labels/commit-project.ts';
import { type CommitRef, commitRef } from '../labels/commit-ref.ts';
import { rereadProject, requireProject } from '../require-project.ts';
import { sqlStatement } from '../run-sql.ts';
import { serialised } from '../serialise.ts';
import type { ProjectRow } from '../tables.ts';
import { addPasses, type ConfigChangePass, configChangePass, type PassCounts } from './config-change-pass.ts';

export type ChangeConfig = {
  readonly id: string | number;
  readonly config: string;
  /** What becomes of classes and controls; left out in a dry run: what `compareConfigs` guesses. */
  readonly mapping?: ClassMapping | undefined;
  readonly dryRun?: boolean;
  readonly message?: string | undefined;
};

export type ConfigChange = ConfigComparison &
  PassCounts & {
    readonly commit: CommitRef | null;
    /** The commit to restore to undo this. */
    readonly before: string | null;
  };

/**
 * Changes the config of a project that has labels, and the labels with it, as one label commit (what is uncommitted
 * is committed first). Nothing is dropped: what no longer fits stays and is listed. Drafts and predictions are not
 * touched. With `dryRun` it only says what would happen. Error: config.invalid.
 */
export const changeConfig = async (
  server: Server,
  actor: Actor,
  args: ChangeConfig,
): Promise<ConfigChange> => {
  const { id } = await requireProject(server, actor, args.id, 'manager');
  const next = parseText(args.config);
  const person = asPerson(actor);
  return serialised(server.db)(`labels:${id}`, async () => {
    await catchUp(server, id, person);
    if (!args.dryRun) await commitNow(server, { project: id, person, message: 'Before changing the config' });
    const { project } = await catchUp(server, id, person);
    const old = parseText(project.config);
    const comparison = compareConfigs(old, next, await labelCountsOf(server, id));
    const mapping = args.mapping ?? (args.dryRun ? comparison.mapping : []);
    const change = changeClasses(old, next, mapping);
    const pass = { project, change, after: -1, upTo: project.seq, dryRun: args.dryRun ?? false };
    const first = await configChangePass(server, actor, pass);
    const before = project.base;
    if (args.dryRun) return { ...comparison, ...first, commit: null, before };
    const counts = addPasses(first, await setConfig(server, actor, pass, args.config));
    const commit = await commitNow(server, {
      project: id,
      person,
      message: args.message?.trim() || describe(comparison),
      act: { kind: 'config.changed', detail: { results: counts.results, unfit: counts.unfit } },
    });
    return { ...comparison, ...counts, commit: commit && commitRef(commit), before };
  });
};

const parseText = (config: string): Config => parseConfig(config.trim() || '<View/>');

/** The new config, from here on held against what is submitted; and the labels that came in before it stood. */
const setConfig = async (
  server: Server,
  actor: Actor,
  pass: ConfigChangePass,
  config: string,
): Promise<PassCounts> => {
  const { id, config: old } = pass.project;
  const now = server.clock();
  try {
    await server.db.write([
      sqlStatement(
        sql`UPDATE project SET config = ${config}, updated_at = ${now}, seq = seq + 1
          WHERE id = ${id} AND config = ${old}`,
        1,
      ),
    ]);
  } catch (error) {
    // somebody saved another config meanwhile; what was renamed is pending, and restoring `before` takes it back
    if (error instanceof GuardMissed) throw new AppError('request.conflict', {}, { cause: error });
    throw error;
  }
  const project: ProjectRow = await rereadProject(server, id);
  return configChangePass(server, actor, { ...pass, project, after: pass.upTo, upTo: project.seq });
};

const describe = ({ classes, controls }: ConfigComparison): string => {
  const parts = [
    ...classes.map(({ name, change, to }) =>
      to === undefined ? `${change} ${name}` : `${name} is now ${to}`,
    ),
    ...controls.map(({ name, change }) => `${change} control ${name}`),
  ];
  if (parts.length === 0) return 'Change the config';
  const more = parts.length > 5 ? `, and ${parts.length - 5} more` : '';
  return `Change the config: ${parts.slice(0, 5).join(', ')}${more}`;
};
