import type { MergeMode } from '../../../labels/merge/merge-modes.ts';
import { mergeBase } from '../../../versions/commands/merge-base.ts';
import type { CommitId } from '../../../versions/version-store.ts';
import type { Actor } from '../../actor.ts';
import { asPerson } from '../../repos/require-repo.ts';
import type { Server } from '../../server.ts';
import { catchUp, commitNow } from '../labels/commit-now.ts';
import { type CommitRef, commitRef } from '../labels/commit-ref.ts';
import { nameLabels } from '../labels/name-labels.ts';
import { requireProject } from '../require-project.ts';
import type { WorkCommit } from '../work/label-work.ts';
import { runWork } from '../work/run-work.ts';
import { inLabelTurn } from '../labels/in-label-turn.ts';
import { type MergeCounts, noCounts } from './merge-counts.ts';
import { mergeIntoRows } from './merge-into-rows.ts';

export type MergedLabels = MergeCounts & {
  readonly commit: CommitRef | null;
  /** The commit to restore to undo this. */
  readonly before: CommitId | null;
  readonly theirs: CommitId;
};

/**
 * Merges another branch (or tag, or commit) of the label repo into the project's branch, by the rows: what is
 * uncommitted is committed first, then comes one commit with both parents. Clashes wait as conflicts with ours in
 * place. `commit` is null when theirs is in ours already, and with `dryRun`, which changes nothing.
 */
export const mergeLabels = async (
  outside: Server,
  actor: Actor,
  args: {
    id: string | number;
    from: string;
    mode: MergeMode;
    dryRun?: boolean;
    message?: string | undefined;
  },
): Promise<MergedLabels> => {
  const asked = await requireProject(outside, actor, args.id, 'manager');
  const { id } = asked;
  const person = asPerson(actor);
  const { dryRun = false, mode } = args;
  const theirs = await nameLabels(outside, asked, args.from);
  return inLabelTurn(outside, id, async (server) => {
    const { repo } = await catchUp(server, id, person);
    if (!dryRun) await commitNow(server, { project: id, person, message: `Before merging ${args.from}` });
    const { project } = await catchUp(server, id, person);
    const before = project.base;
    const base = before && (await mergeBase(server.versions, { repo, a: before, b: theirs }));
    if (base === theirs) return { ...noCounts, commit: null, before, theirs };
    const merge = { project, repo, base, theirs, mode };
    if (dryRun) return { ...(await mergeIntoRows(server, actor, merge)), commit: null, before, theirs };
    const commitOf = ({ conflicts }: MergeCounts): WorkCommit => ({
      person,
      message: args.message?.trim() || `Merge ${args.from}`,
      mergeParents: [theirs],
      act: { kind: 'labels.merged', detail: { from: args.from, mode, conflicts } },
    });
    const work = { kind: 'merge', base, theirs, mode } as const;
    const { value, commit } = await runWork(server, actor, { project, work, total: null }, (step) =>
      mergeIntoRows(server, actor, { ...merge, step: { ...step, commit: commitOf } }),
    );
    return { ...value, commit: commit && commitRef(commit), before, theirs };
  });
};
