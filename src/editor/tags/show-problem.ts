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

/** What a person knows data by: its file's name; of inlined data the kind. */
export const shortAddress = (address: string): string => {
  if (address.startsWith('data:')) return `${address.split(/[;,]/, 1)[0]}…`;
  const last = address.split(/[?#]/, 1)[0]?.split('/').findLast(Boolean) ?? '';
  const name = last === '' ? address : decoded(last);
  return name.length > 80 ? `${name.slice(0, 77)}…` : name;
};

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};
