import { attribute, flag, numberOf } from '../../config/tag-node.ts';
import { element } from '../../render/element.ts';
import { sanitizeDeclarations } from '../../render/sanitize-style.ts';
import type { TagView } from '../tag-view.ts';

export const headerView: TagView = {
  tags: ['header'],
  mount(node) {
    const size = Math.max(1, Math.min(6, Math.round(numberOf(node, 'size', 4))));
    const style = attribute(node, 'style');
    return element(
      'div',
      {
        class: `lw-header lw-header-${size}${flag(node, 'underline') ? ' lw-underline' : ''}`,
        role: 'heading',
        // The size is how it looks; what it heads is a part of the page.
        'aria-level': 2,
        style: style ? sanitizeDeclarations(style) : undefined,
      },
      attribute(node, 'value') ?? node.text,
    );
  },
};
