import { attribute, flag, type TagNode } from '../config/tag-node.ts';
import { element } from '../render/element.ts';
import { effect } from '../signals.ts';
import { isVisible } from '../state/visibility.ts';
import { tagView } from './tag-registry.ts';
import type { TagPage } from './tag-view.ts';

/** Mounts a tag with all below it. A tag that nobody knows shows a notice in its place, and its children. */
export function mountTag(node: TagNode, page: TagPage): readonly Node[] {
  const view = tagView(node.tag);
  if (!view) return [unknownTag(node), ...page.children(node)];
  let mounted: HTMLElement | null;
  try {
    mounted = view.mount(node, page);
  } catch (cause) {
    return [notice(`<${node.written}> could not be shown: ${(cause as Error).message}`, node)];
  }
  if (!mounted) return [];
  if (attribute(node, 'visibleWhen') || attribute(node, 'whenChoiceValue') || flag(node, 'perRegion')) {
    const shown = mounted;
    page.scope.add(
      effect(() => {
        shown.hidden = !isVisible(node, page.core.sight(page.core.selectedRegion()));
      }),
    );
  }
  return [mounted];
}

const unknownTag = (node: TagNode): HTMLElement =>
  notice(`<${node.written}> is not supported here yet`, node);

const notice = (text: string, node: TagNode): HTMLElement =>
  element('p', { class: 'lw-notice', role: 'note' }, `${text} (line ${node.line}, column ${node.column}).`);
