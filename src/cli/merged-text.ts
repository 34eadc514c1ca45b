import type { MergedLabels } from '../shared/contract/project-versions.ts';
import { plural } from '../shared/plural.ts';

type Changes = MergedLabels['tasks'];

/** What a merge or a revert did, or would do under --preview. */
export const mergedText = (
  merged: MergedLabels,
  { id, dryRun }: { readonly id: string; readonly dryRun: boolean },
): string =>
  [
    dryRun ? 'A preview; nothing was changed' : (merged.commit?.id ?? 'Nothing changed'),
    `tasks        ${changesText(merged.tasks)}`,
    `annotations  ${changesText(merged.annotations)}`,
    ...(merged.taken.length === 0 ? [] : [`taken over   ${merged.taken.join(', ')}`]),
    ...(merged.kept.length === 0 ? [] : [`kept ours    ${merged.kept.join(', ')}`]),
    ...(merged.conflicts === 0
      ? []
      : [
          dryRun
            ? plural(merged.conflicts, 'conflict would wait', 'conflicts would wait')
            : `${plural(merged.conflicts, 'conflict waits', 'conflicts wait')}: ./lw list conflict ${id}`,
        ]),
    ...(dryRun || merged.before === null ? [] : [`Undo it by ./lw restore project ${id} ${merged.before}`]),
  ].join('\n');

const changesText = ({ added, changed, removed }: Changes): string =>
  `${added} added, ${changed} changed, ${removed} removed`;
