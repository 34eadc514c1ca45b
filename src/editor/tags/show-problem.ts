import { element } from '../render/element.ts';
import { effect } from '../signals.ts';
import type { TagPage } from './tag-view.ts';

/** The place in which an object says why it cannot be shown. */
export interface Problem {
  readonly box: HTMLElement;
  say(why: string): void;
  clear(): void;
}

/** Says why data cannot be shown, and offers to skip the task with that as the reason; hidden until then. */
export function problemOf({ core, scope }: TagPage): Problem {
  const words = element('span', {});
  const button = element('button', { type: 'button', class: 'lw-button' }, 'Skip this task');
  const box = element('div', { class: 'lw-notice lw-problem', role: 'alert', hidden: true }, words, button);
  const { onSkip } = core.options;
  scope.add(
    effect(() => {
      button.hidden = onSkip === undefined || core.session.readOnly.get();
    }),
  );
  scope.listen(button, 'click', () => onSkip?.(words.textContent ?? undefined));
  return {
    box,
    say(why) {
      words.textContent = why;
      box.hidden = false;
    },
    clear() {
      box.hidden = true;
    },
  };
}

/** Addresses of inlined data are long. */
export const shortAddress = (address: string): string =>
  address.length > 80 ? `${address.slice(0, 77)}…` : address;
