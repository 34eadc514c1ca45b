import { attribute, flag } from '../../config/tag-node.ts';
import { answerOf } from '../../kernels/answer-control.ts';
import { numberProblem } from '../../kernels/number-problem.ts';
import { element, setAttribute } from '../../render/element.ts';
import { effect, untracked } from '../../signals.ts';
import type { TagView } from '../tag-view.ts';
import { controlAt, controlFrame } from './control-frame.ts';

export const numberView: TagView = {
  tags: ['number'],
  mount(node, page) {
    const control = controlAt(node, page);
    const { core, scope } = page;
    const slider = flag(node, 'slider');
    const input = element('input', {
      class: slider ? 'lw-slider' : 'lw-field lw-number-field',
      type: slider ? 'range' : 'number',
      min: attribute(node, 'min'),
      max: attribute(node, 'max'),
      step: attribute(node, 'step') ?? (slider ? 1 : 'any'),
      placeholder: attribute(node, 'defaultValue'),
      'aria-label': control.name,
    });
    const shown = element('output', { class: 'lw-slider-value' });
    const problem = element('p', {
      class: 'lw-field-problem',
      id: `${page.instance}-${control.name}-problem`,
      role: 'alert',
      hidden: true,
    });
    const region = () => (control.perRegion ? core.selectedRegion() : undefined);
    const answer = () => answerOf(core.answerRecord(control, region()), control);
    /** Of a text that is no number the browser tells nothing but that. */
    const readField = (): void => {
      const { unreadable } = core.session;
      const now = new Map(unreadable.peek());
      if (input.validity.badInput) now.set(control.name, 'This is not a number.');
      else if (!now.delete(control.name)) return;
      unreadable.set(now);
    };
    const enter = (): void => {
      readField();
      const value = input.value === '' ? null : Number(input.value);
      if (!input.validity.badInput && value !== (answer() ?? null))
        core.edit.setAnswer(control, value, 'Number');
    };
    scope.listen(input, 'change', enter);
    // A text that is no number may be no change to the browser.
    scope.listen(input, 'blur', () => void (input.validity.badInput && enter()));
    // What is mended is not blamed any longer; what is wrong is said when the field is left.
    scope.listen(input, 'input', () => {
      if (input.validity.badInput) return;
      readField();
      if (input.value === '' || !numberProblem(node, Number(input.value))) problem.hidden = true;
    });
    // Submitted by key the field is not left, so it hands in itself.
    const handIn = (): void => {
      if (document.activeElement === input) enter();
    };
    core.beforeSubmit.add(handIn);
    scope.add(() => core.beforeSubmit.delete(handIn));
    if (slider) scope.listen(input, 'input', () => void (shown.textContent = input.value));
    let last: readonly unknown[] = [];
    scope.add(
      effect(() => {
        const value = answer();
        const text = typeof value === 'number' ? String(value) : (attribute(node, 'defaultValue') ?? '');
        const before = last;
        last = [region()?.id, value];
        const isSame = last.every((each, index) => each === before[index]);
        const isTyping = typeof value !== 'number' && document.activeElement === input;
        // what is no number stays to be mended
        if (!(isSame && input.validity.badInput) && !isTyping)
          input.value = typeof value === 'number' || slider ? text : '';
        shown.textContent = typeof value === 'number' ? text : '–';
        input.disabled = core.session.readOnly.get();
        untracked(readField);
      }),
    );
    scope.add(
      effect(() => {
        const value = answer();
        const wrong =
          core.session.unreadable.get().get(control.name) ??
          (typeof value === 'number' ? numberProblem(node, value) : undefined);
        problem.hidden = wrong === undefined;
        problem.textContent = wrong ?? '';
        setAttribute(input, 'aria-invalid', wrong === undefined ? null : 'true');
        setAttribute(input, 'aria-describedby', wrong === undefined ? null : problem.id);
      }),
    );
    scope.add(() => core.session.unreadable.set(new Map()));
    return controlFrame(control, page, 'group', input, slider ? shown : null, problem);
  },
};
