import { attribute, flag } from '../../config/tag-node.ts';
import { answerOf } from '../../kernels/answer-control.ts';
import { element } from '../../render/element.ts';
import { effect } from '../../signals.ts';
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
    const region = () => (control.perRegion ? core.selectedRegion() : undefined);
    const enter = (): void => {
      if (!input.checkValidity()) input.reportValidity();
      else core.edit.setAnswer(control, input.value === '' ? null : Number(input.value), 'Number');
    };
    scope.listen(input, 'change', enter);
    // Submitted by key the field is not left, so it hands in itself.
    const handIn = (): void => {
      if (document.activeElement === input) enter();
    };
    core.beforeSubmit.add(handIn);
    scope.add(() => core.beforeSubmit.delete(handIn));
    if (slider) scope.listen(input, 'input', () => void (shown.textContent = input.value));
    scope.add(
      effect(() => {
        const value = answerOf(core.answerRecord(control, region()), control);
        const text = typeof value === 'number' ? String(value) : (attribute(node, 'defaultValue') ?? '');
        if (typeof value === 'number' || document.activeElement !== input) {
          input.value = typeof value === 'number' || slider ? text : '';
        }
        shown.textContent = typeof value === 'number' ? text : '–';
        input.disabled = core.session.readOnly.get();
      }),
    );
    return controlFrame(control, page, 'group', input, slider ? shown : null);
  },
};
