import { sql } from 'kysely';
import { changeClasses, changeResults } from '../../../labels/config/change-classes.ts';
import type { ClassMapping } from '../../../labels/config/class-mapping.ts';
import { compareConfigs, type ConfigComparison } from '../../../labels/config/compare-configs.ts';
import type { Config } from '../../../labels/config/config.ts';
import { parseConfig } from '../../../labels/config/parse-config.ts';
import type { Statement } from '../../../db/database.ts';
import { mutate } from '../../../db/mutate.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { Actor } from '../../actor.ts';
import { asPerson } from '../../repos/require-repo.ts';
import type { Server } from '../../server.ts';
import { labelCountsOf } from '../classes/list-classes.ts';
import { catchUp, commitNow } from '../labels/commit-now.ts';
import { type CommitRef, commitRef } from '../labels/commit-ref.ts';
import { rereadProject, requireProject } from '../require-project.ts';
import { sqlStatement } from '../../../db/run-sql.ts';
import { inLabelTurn } from '../labels/in-label-turn.ts';
import { runWork } from '../work/run-work.ts';
import { countFollowing, type FollowCounts } from './count-following.ts';
import { turnToConfig } from './config-versions.ts';
import {
  addPasses,
  type ConfigChangePass,
  configChangePass,
  lateChanges,
  type PassCounts,
} from './config-change-pass.ts';

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
    /** Of suggestions on open tasks, and of drafts: they follow when they are read. */
    readonly suggestions: FollowCounts;
    readonly drafts: FollowCounts;
    readonly commit: CommitRef | null;
    /** The commit to restore to undo this. */
    readonly before: string | null;
  };

/**
 * Changes the config of a project that has labels, and the labels with it, as one label commit (what is uncommitted
 * is committed first). Nothing is dropped: what no longer fits stays and is listed. Drafts and predictions follow
 * when they are read. With `dryRun` it only says what would happen. Error: config.invalid.
 */
export const changeConfig = async (
  outside: Server,
  actor: Actor,
  args: ChangeConfig,
): Promise<ConfigChange> => {
  const { id } = await requireProject(outside, actor, args.id, 'manager');
  const next = parseText(args.config);
  const person = asPerson(actor);
  return inLabelTurn(outside, id, async (server) => {
    await catchUp(server, id, person);
    if (!args.dryRun) await commitNow(server, { project: id, person, message: 'Before changing the config' });
    const { project } = await catchUp(server, id, person);
    const old = parseText(project.config);
    const comparison = compareConfigs(old, next, await labelCountsOf(server, id));
    const mapping = args.mapping ?? (args.dryRun ? comparison.mapping : []);
    const change = changeClasses(old, next, mapping);
    const pass = { project, change, upTo: project.seq };
    const before = project.base;
    const following = await countFollowing(server, project, changeResults(old, next, mapping));
    if (args.dryRun) {
      const counts = await configChangePass(server, actor, pass);
      return { ...comparison, ...counts, ...following, commit: null, before };
    }
    const work = { kind: 'config', config: args.config, mapping } as const;
    const total = project.labeled + project.skipped;
    const { value, commit } = await runWork(server, actor, { project, work, total }, async (step) => {
      const first = await configChangePass(server, actor, { ...pass, done: step.done });
      return setConfig(server, actor, { ...pass, config: args.config, mapping }, (late) => {
        const counts = addPasses(first, late);
        const detail = { results: counts.results, unfit: counts.unfit };
        const message = args.message?.trim() || describe(comparison);
        return { counts, end: step.end({ person, message, act: { kind: 'config.changed', detail } }) };
      });
    });
    server.events.publish({ type: 'project', organisation: project.organisation, project: String(id) });
    return { ...comparison, ...value, ...following, commit: commit && commitRef(commit), before };
  });
};

const parseText = (config: string): Config => parseConfig(config.trim() || '<View/>');

/** The new config, from here on held against what is submitted; and with it the labels that came in before. */
const setConfig = (
  server: Server,
  actor: Actor,
  pass: ConfigChangePass & { readonly config: string; readonly mapping: ClassMapping },
  finish: (late: PassCounts) => { readonly counts: PassCounts; readonly end: Statement },
): Promise<PassCounts> =>
  mutate(server.db, async () => {
    const { id, config: old } = pass.project;
    const { seq, config } = await rereadProject(server, id);
    // somebody saved another config meanwhile
    if (config !== old) throw new AppError('request.conflict');
    const late = await lateChanges(server, actor, pass);
    const turn = await turnToConfig(server, pass.project, pass.config, pass.mapping);
    const set = sql`UPDATE project SET config = ${pass.config}, config_version = ${turn.version}, updated_at = ${server.clock()}, seq = seq + 1
      WHERE id = ${id} AND config = ${old} AND seq = ${seq}`;
    const { counts, end } = finish(late.value);
    return { plan: [sqlStatement(set, 1), ...turn.statements, ...late.plan, end], value: counts };
  });

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
