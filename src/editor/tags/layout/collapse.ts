import { attribute, flag } from '../../config/tag-node.ts';
import { element } from '../../render/element.ts';
import type { TagView } from '../tag-view.ts';

let groups = 0;

/** Panels that fold; with `accordion` (the default) one at a time. */
export const collapseView: TagView = {
  tags: ['collapse'],
  mount(node, page) {
    const box = element('div', { class: 'lw-collapse' }, ...page.children(node));
    if (flag(node, 'accordion', true)) {
      const name = `${page.instance}-collapse-${++groups}`;
      for (const panel of box.querySelectorAll(':scope > details')) panel.setAttribute('name', name);
    }
    if (flag(node, 'open')) box.querySelector(':scope > details')?.setAttribute('open', '');
    return box;
  },
};

export const panelView: TagView = {
  tags: ['panel'],
  mount: (node, page) =>
    element(
      'details',
      { class: 'lw-panel', open: flag(node, 'open') },
      element('summary', {}, attribute(node, 'value') ?? node.text),
      element('div', { class: 'lw-panel-body' }, ...page.children(node)),
    ),
};
