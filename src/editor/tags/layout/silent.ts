import type { TagView } from '../tag-view.ts';

/** Tags that other tags show: options in their control, bare tools in their object. */
export const silentView: TagView = {
  tags: ['label', 'choice', 'relation', 'relations', 'shortcut', 'rectangle', 'polygon', 'brush'],
  mount: () => null,
};
