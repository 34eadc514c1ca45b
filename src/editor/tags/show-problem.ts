import type { EditorCore } from '../editor-core.ts';
import { element } from '../render/element.ts';

/** Says why media cannot be shown, and offers to skip the task with that as the reason. */
export function showProblem(place: HTMLElement, why: string, core: EditorCore): void {
  const { onSkip } = core.options;
  const canSkip = onSkip !== undefined && !core.session.readOnly.peek();
  const button = element('button', { type: 'button', class: 'lw-button' }, 'Skip this task');
  button.onclick = () => onSkip?.(why);
  place.replaceChildren(
    canSkip ? `${why} ` : `${why} Tell the owner of this task.`,
    ...(canSkip ? [button] : []),
  );
}
