import { attribute, type TagNode } from '../../config/tag-node.ts';
import type { Control } from '../../controls/control.ts';
import { element } from '../../render/element.ts';
import { sanitizeDeclarations } from '../../render/sanitize-style.ts';
import { effect } from '../../signals.ts';
import { showChord } from '../../keys/chord.ts';
import type { TagPage } from '../tag-view.ts';

/** The control of a tag; an error in words when the tag has no name. */
export function controlAt(node: TagNode, page: TagPage): Control {
  const control = page.core.controls.find((each) => each.node === node);
  if (!control) throw new Error('it has no name');
  return control;
}

/** A frame that every control sits in: named, marked when an answer is wanted, brought into view then. */
export function controlFrame(
  control: Control,
  page: TagPage,
  role: 'group' | 'radiogroup',
  ...children: readonly (Node | null)[]
): HTMLElement {
  const style = attribute(control.node, 'style');
  const frame = element(
    'div',
    {
      class: `lw-control lw-${control.kind.tag}`,
      role,
      'aria-label': control.name,
      'aria-required': control.required && role === 'radiogroup' ? 'true' : undefined,
      style: style ? sanitizeDeclarations(style) : undefined,
    },
    ...children,
  );
  page.scope.add(
    effect(() => {
      const wanted = page.core.session.wanting.get() === control.name;
      frame.classList.toggle('lw-wanted', wanted);
      if (!wanted) return;
      // After the visibility of the region that wants it was settled.
      queueMicrotask(() => {
        frame.scrollIntoView({ block: 'nearest' });
        frame.querySelector<HTMLElement>('input, textarea, select, button')?.focus({ preventScroll: true });
      });
    }),
  );
  return frame;
}

/** The key of an option; the option's accessible name stays without it. */
export const keyHint = (chord: string | undefined): HTMLElement | null =>
  chord ? element('kbd', { class: 'lw-key', 'aria-hidden': 'true' }, showChord(chord)) : null;
