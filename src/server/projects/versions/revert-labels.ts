import { getCommit } from '../../../versions/commands/get-commit.ts';
import type { Actor } from '../../actor.ts';
import { asPerson } from '../../repos/require-repo.ts';
import type { Server } from '../../server.ts';
import { catchUp, commitNow } from '../labels/commit-now.ts';
import { commitRef } from '../labels/commit-ref.ts';
import { nameLabels } from '../labels/name-labels.ts';
import { requireProject } from '../require-project.ts';
import type { WorkCommit } from '../work/label-work.ts';
import { runWork } from '../work/run-work.ts';
import type { MergeCounts } from './merge-counts.ts';
import { inLabelTurn } from '../labels/in-label-turn.ts';
import { mergeIntoRows } from './merge-into-rows.ts';
import type { MergedLabels } from './merge-labels.ts';

/**
 * Takes back what one commit changed against its (first) parent and keeps all that came after it: three-way with
 * that commit as base and its parent as theirs. What was changed again since is a conflict, with ours in place.
 * What is uncommitted is committed first. `commit` is null when nothing of it is left to take back.
 */
export const revertLabels = async (
  outside: Server,
  actor: Actor,
  args: { id: string | number; commit: string; dryRun?: boolean; message?: string | undefined },
): Promise<MergedLabels> => {
  const asked = await requireProject(outside, actor, args.id, 'manager');
  const { id } = asked;
  const person = asPerson(actor);
  const { dryRun = false } = args;
  const base = await nameLabels(outside, asked, args.commit);
  return inLabelTurn(outside, id, async (server) => {
    const { repo } = await catchUp(server, id, person);
    const { parents, message } = await getCommit(server.versions, { repo, ref: base });
    const title = `Revert "${message.split('\n')[0]?.slice(0, 200)}"`;
    if (!dryRun) await commitNow(server, { project: id, person, message: `Before: ${title}` });
    const { project } = await catchUp(server, id, person);
    const theirs = parents[0] ?? null;
    const before = project.base;
    const merge = { project, repo, base, theirs, mode: 'union' } as const;
    if (dryRun) return { ...(await mergeIntoRows(server, actor, merge)), commit: null, before, theirs: base };
    const commitOf = ({ conflicts }: MergeCounts): WorkCommit => ({
      person,
      message: args.message?.trim() || title,
      act: { kind: 'labels.reverted', detail: { reverted: base, conflicts } },
    });
    const work = { kind: 'revert', base, theirs, mode: 'union' } as const;
    const { value, commit } = await runWork(server, actor, { project, work, total: null }, (step) =>
      mergeIntoRows(server, actor, { ...merge, step: { ...step, commit: commitOf } }),
    );
    return { ...value, commit: commit && commitRef(commit), before, theirs: base };
  });
};
