import { adoptSheet } from '../../render/adopt-sheet.ts';
import { sanitizeSheet } from '../../render/sanitize-style.ts';
import type { TagView } from '../tag-view.ts';

export const styleView: TagView = {
  tags: ['style'],
  mount(node, page) {
    adoptSheet(page.host, sanitizeSheet(node.text, `.${page.instance}`), page.scope);
    return null;
  },
};
