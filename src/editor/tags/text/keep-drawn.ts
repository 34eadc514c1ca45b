import type { TextObject } from '../../objects/text-object.ts';
import { effect } from '../../signals.ts';
import type { TagPage } from '../tag-view.ts';

interface Over {
  readonly object: TextObject;
  readonly layer: Element;
  readonly page: TagPage;
  readonly follow?: () => void;
}

/**
 * Draws what lies over a text, and again, once a frame, when the text, its spans or their places change, or a signal
 * that `follow` reads.
 */
export function keepDrawn(over: Over, draw: () => void): void {
  const { object, layer, page, follow } = over;
  const { core, scope } = page;
  const soon = scope.frame(draw);
  scope.listen(document, 'scroll', soon, { capture: true, passive: true });
  const resized = new ResizeObserver(soon);
  resized.observe(layer.parentElement ?? layer);
  scope.observe(resized);
  scope.add(
    effect(() => {
      core.regions.all.get();
      core.session.hidden.get();
      object.text.get();
      follow?.();
      soon();
    }),
  );
}
