import { attribute, flag } from '../../config/tag-node.ts';
import type { Control } from '../../controls/control.ts';
import { chosenValues } from '../../edit/edit-actions.ts';
import { element, setAttribute } from '../../render/element.ts';
import { effect } from '../../signals.ts';
import type { TagPage, TagView } from '../tag-view.ts';
import { controlAt, controlFrame, keyHint } from './control-frame.ts';

export const choicesView: TagView = {
  tags: ['choices'],
  mount(node, page) {
    const control = controlAt(node, page);
    const layout = attribute(node, 'layout');
    if (layout === 'select') return selectOf(control, page);
    const inline = flag(node, 'showInline') || layout === 'inline';
    return optionsOf(control, page, inline);
  },
};

const suggestedBy = (control: Control, page: TagPage): readonly string[] => {
  const result = page.core.options.predictions?.[0]?.result.find(
    (each) => each['from_name'] === control.name,
  );
  const value = result?.['value'] as { choices?: unknown } | undefined;
  return Array.isArray(value?.choices) ? value.choices.map(String) : [];
};

function optionsOf(control: Control, page: TagPage, inline: boolean): HTMLElement {
  const { core, scope } = page;
  const type = control.multiple ? 'checkbox' : 'radio';
  const suggested = suggestedBy(control, page);
  const rows = control.options.map((option) => {
    const input = element('input', {
      type,
      name: `${page.instance}-${control.name}`,
      value: option.value,
      'aria-keyshortcuts': option.hotkey,
    });
    const isSuggested = suggested.includes(option.value);
    const row = element(
      'label',
      { class: `lw-choice${isSuggested ? ' lw-suggested' : ''}`, title: option.hint },
      input,
      element('span', { class: 'lw-choice-text' }, option.shown),
      isSuggested &&
        element('span', { class: 'lw-suggested-mark', title: 'Suggested by a model' }, 'suggested'),
      keyHint(option.hotkey),
    );
    if (option.color) row.style.setProperty('--lw-option', option.color);
    // A click on the chosen radio takes the answer back, so `change` is not enough.
    scope.listen(input, 'click', () => core.edit.chooseOption(control, option));
    return { option, input, row };
  });
  const frame = controlFrame(
    control,
    page,
    control.multiple ? 'group' : 'radiogroup',
    element(
      'div',
      { class: inline ? 'lw-options lw-options-inline' : 'lw-options' },
      ...rows.map(({ row }) => row),
    ),
  );
  scope.add(
    effect(() => {
      const chosen = chosenValues(core, control, core.selectedRegion());
      const off = core.session.readOnly.get();
      for (const { option, input, row } of rows) {
        input.checked = chosen.includes(option.value);
        input.disabled = off;
        row.classList.toggle('lw-chosen', input.checked);
      }
    }),
  );
  return frame;
}

function selectOf(control: Control, page: TagPage): HTMLElement {
  const { core, scope } = page;
  const select = element(
    'select',
    { class: 'lw-select', multiple: control.multiple, 'aria-label': control.name },
    !control.multiple &&
      element('option', { value: '' }, attribute(control.node, 'placeholder') ?? 'Choose…'),
    ...control.options.map((option, index) =>
      element('option', { value: String(index), title: option.hint }, option.shown),
    ),
  );
  scope.listen(select, 'change', () => {
    const chosen = Array.from(select.selectedOptions)
      .filter((each) => each.value !== '')
      .map((each) => control.options[Number(each.value)]?.value ?? '');
    core.edit.setAnswer(control, chosen, 'Choose');
  });
  scope.add(
    effect(() => {
      const chosen = chosenValues(core, control, core.selectedRegion());
      for (const each of Array.from(select.options)) {
        const value = each.value === '' ? '' : (control.options[Number(each.value)]?.value ?? '');
        each.selected = each.value === '' ? chosen.length === 0 : chosen.includes(value);
      }
      setAttribute(select, 'disabled', core.session.readOnly.get() ? '' : null);
    }),
  );
  return controlFrame(control, page, 'group', select);
}
