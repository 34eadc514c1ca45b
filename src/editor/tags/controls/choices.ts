import type { Json } from '../../../labels/json.ts';
import { attribute, flag } from '../../config/tag-node.ts';
import type { Control, ControlOption } from '../../controls/control.ts';
import { choicesAnswer } from '../../edit/chosen-values.ts';
import { chosenOptions, entryOf, strangers, withoutEntry } from '../../kernels/choice-entries.ts';
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

const suggestedBy = (control: Control, page: TagPage): ReadonlySet<ControlOption> => {
  const result = page.core.options.predictions?.[0]?.result.find(
    (each) => each['from_name'] === control.name,
  );
  const value = result?.['value'] as { choices?: never } | undefined;
  return chosenOptions(control, value?.choices);
};

function optionsOf(control: Control, page: TagPage, inline: boolean): HTMLElement {
  const { core, scope } = page;
  const type = control.multiple ? 'checkbox' : 'radio';
  const suggested = suggestedBy(control, page);
  const rows = control.options.map((option) => {
    // One of several is no answer for all below a heading.
    const isHeading = option.isGroup && !control.multiple;
    const input = element('input', {
      type,
      name: `${page.instance}-${control.name}`,
      value: option.value,
      hidden: isHeading,
      'aria-keyshortcuts': option.hotkey,
    });
    const isSuggested = !option.isGroup && suggested.has(option);
    const row = element(
      isHeading ? 'div' : 'label',
      {
        class: ['lw-choice', isSuggested && 'lw-suggested', option.isGroup && 'lw-choice-group']
          .filter(Boolean)
          .join(' '),
        title: option.hint,
      },
      isHeading ? null : input,
      element('span', { class: 'lw-choice-text' }, option.shown),
      isSuggested &&
        element('span', { class: 'lw-suggested-mark', title: 'Suggested by a model' }, 'suggested'),
      keyHint(option.hotkey),
    );
    row.style.setProperty('--lw-depth', String(option.path.length - 1));
    if (option.color) row.style.setProperty('--lw-option', option.color);
    // A click on the chosen radio takes the answer back, so `change` is not enough.
    scope.listen(input, 'click', () => core.edit.chooseOption(control, option));
    return { option, input, row };
  });
  // What the config does not have can only be taken away.
  const gone = element('div', { class: 'lw-strangers' });
  const strangerRow = (answer: Json | undefined, entry: Json): HTMLElement => {
    const name = Array.isArray(entry) ? entry.join(' / ') : String(entry);
    const input = element('input', { type, checked: true, disabled: core.session.readOnly.get() });
    input.addEventListener('click', () =>
      core.edit.setAnswer(control, withoutEntry(answer, entry), `Clear ${name}`),
    );
    return element(
      'label',
      {
        class: 'lw-choice lw-chosen lw-stranger',
        title: 'It cannot be submitted; choose another or take it away',
      },
      input,
      element('span', { class: 'lw-choice-text' }, name),
      element('span', { class: 'lw-suggested-mark' }, 'not in the config'),
    );
  };
  const frame = controlFrame(
    control,
    page,
    control.multiple ? 'group' : 'radiogroup',
    element(
      'div',
      { class: inline ? 'lw-options lw-options-inline' : 'lw-options' },
      ...rows.map(({ row }) => row),
      gone,
    ),
  );
  scope.add(
    effect(() => {
      const answer = choicesAnswer(core, control, core.selectedRegion());
      const chosen = chosenOptions(control, answer);
      gone.replaceChildren(...strangers(control, answer).map((entry) => strangerRow(answer, entry)));
      const off = core.session.readOnly.get();
      const isUnder = (option: ControlOption, group: ControlOption): boolean =>
        group.path.every((step, depth) => option.path[depth] === step);
      for (const { option, input, row } of rows) {
        input.checked = chosen.has(option);
        input.indeterminate =
          option.isGroup && !input.checked && [...chosen].some((each) => isUnder(each, option));
        input.disabled = off;
        row.classList.toggle('lw-chosen', input.checked && !option.isGroup);
      }
    }),
  );
  return frame;
}

function selectOf(control: Control, page: TagPage): HTMLElement {
  const { core, scope } = page;
  const leaves = control.options.filter((option) => !option.isGroup);
  const shownPath = (option: ControlOption): string =>
    option.path
      .map((_, depth) => {
        const above = control.options.find(
          (each) => each.path.length === depth + 1 && each.path.every((step, i) => option.path[i] === step),
        );
        return above?.shown ?? option.shown;
      })
      .join(' / ');
  const select = element(
    'select',
    { class: 'lw-select', multiple: control.multiple, 'aria-label': control.name },
    !control.multiple &&
      element('option', { value: '' }, attribute(control.node, 'placeholder') ?? 'Choose…'),
    ...leaves.map((option, index) =>
      element('option', { value: String(index), title: option.hint }, shownPath(option)),
    ),
  );
  const optionOf = (each: HTMLOptionElement): ControlOption | undefined =>
    each.value === '' ? undefined : leaves[Number(each.value)];
  scope.listen(select, 'change', () => {
    const chosen = Array.from(select.selectedOptions).flatMap((each) => optionOf(each) ?? []);
    core.edit.setAnswer(
      control,
      chosen.map((option) => entryOf(control, option)),
      'Choose',
    );
  });
  scope.add(
    effect(() => {
      const chosen = chosenOptions(control, choicesAnswer(core, control, core.selectedRegion()));
      for (const each of Array.from(select.options)) {
        const option = optionOf(each);
        each.selected = option ? chosen.has(option) : chosen.size === 0;
      }
      setAttribute(select, 'disabled', core.session.readOnly.get() ? '' : null);
    }),
  );
  return controlFrame(control, page, 'group', select);
}
