import type { PageKey } from '../../editor/editor.ts';

/** The keys of the labeling page beside the editor's own, as far as they do something now. */
export const pageKeys = (does: {
  readonly skip: boolean;
  readonly review: boolean;
  readonly instructions: boolean;
}): readonly PageKey[] => [
  ...(does.skip ? [{ title: 'Skip with a reason', chord: 'mod+shift+space' }] : []),
  ...(does.review
    ? [
        { title: 'Accept this annotation', chord: 'alt+y' },
        { title: 'Reject this annotation', chord: 'alt+n' },
      ]
    : []),
  ...(does.instructions ? [{ title: 'Read the instructions', chord: 'alt+i' }] : []),
];
