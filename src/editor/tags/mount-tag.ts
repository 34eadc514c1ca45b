import { findTag } from '../../labels/config/tag-registry.ts';
import { attribute, flag, type TagNode } from '../config/tag-node.ts';
import { element } from '../render/element.ts';
import { effect } from '../signals.ts';
import { isVisible } from '../state/visibility.ts';
import { problemOf } from './show-problem.ts';
import { tagView } from './tag-registry.ts';
import type { TagPage } from './tag-view.ts';

/** Mounts a tag with all below it. A tag that nobody knows shows a notice in its place, and its children. */
export function mountTag(node: TagNode, page: TagPage): readonly Node[] {
  const view = tagView(node.tag);
  if (!view) return [unknownTag(node, page), ...page.children(node)];
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

/** Without the object there is nothing to label, so it is a problem; other tags are passed over. */
function unknownTag(node: TagNode, page: TagPage): HTMLElement {
  const words = `<${node.written}> is not supported here yet`;
  if (findTag(node.tag)?.kind !== 'object') return notice(words, node);
  const problem = problemOf(page);
  problem.say(place(words, node));
  return problem.box;
}

const place = (text: string, node: TagNode): string => `${text} (line ${node.line}, column ${node.column}).`;

const notice = (text: string, node: TagNode): HTMLElement =>
  element('p', { class: 'lw-notice', role: 'note' }, place(text, node));
