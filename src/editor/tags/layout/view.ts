import { attribute } from '../../config/tag-node.ts';
import { element } from '../../render/element.ts';
import { sanitizeDeclarations } from '../../render/sanitize-style.ts';
import type { TagView } from '../tag-view.ts';

export const viewView: TagView = {
  tags: ['view'],
  mount(node, page) {
    const style = attribute(node, 'style');
    const id = attribute(node, 'idAttr');
    const inline = attribute(node, 'display') === 'inline';
    return element(
      'div',
      {
        class: ['lw-view', inline ? 'lw-inline' : '', attribute(node, 'className') ?? ''].join(' ').trim(),
        style: style ? sanitizeDeclarations(style) : undefined,
        // The page's own ids stay the page's.
        id: id && !document.getElementById(id) ? id : undefined,
      },
      ...(node.text && node.children.length === 0 ? [node.text] : []),
      ...page.children(node),
    );
  },
};
