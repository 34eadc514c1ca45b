import { isTextArray } from '../../../labels/results/label-result.ts';
import { attribute, flag, numberOf } from '../../config/tag-node.ts';
import type { Region } from '../../regions/region.ts';
import { answerOf } from '../../kernels/answer-control.ts';
import { element } from '../../render/element.ts';
import { effect } from '../../signals.ts';
import type { TagView } from '../tag-view.ts';
import { controlAt, controlFrame } from './control-frame.ts';

/** Texts, one by one; with maxSubmissions="1" a single field that is the answer itself. */
export const textAreaView: TagView = {
  tags: ['textarea'],
  mount(node, page) {
    const control = controlAt(node, page);
    const { core, scope } = page;
    const most = numberOf(node, 'maxSubmissions', Number.POSITIVE_INFINITY);
    const rows = Math.max(1, Math.min(40, Math.round(numberOf(node, 'rows', 1))));
    const single = most === 1;
    const prefilled = attribute(node, 'value') ?? '';
    const editable = flag(node, 'editable');
    const hasButton = flag(node, 'showSubmitButton', rows > 1) && !single;

    const region = () => (control.perRegion ? core.selectedRegion() : undefined);
    const textsOf = (about: Region | undefined): readonly string[] => {
      const value = answerOf(core.answerRecord(control, about), control);
      return isTextArray(value) ? value : typeof value === 'string' ? [value] : [];
    };
    const now = (): readonly string[] => textsOf(region());

    const field = element('textarea', {
      class: 'lw-field',
      rows,
      placeholder: attribute(node, 'placeholder') ?? (single ? undefined : 'Write and press Enter'),
      'aria-label': attribute(node, 'label') ?? control.name,
    });
    field.value = prefilled;
    const list = element('ul', { class: 'lw-entries' });
    const add = element('button', { type: 'button', class: 'lw-button' }, 'Add');
    const label = attribute(node, 'label');

    /** To all that are selected, or to `left` alone. */
    const enter = (text: string, left?: Region): void => {
      const texts = left ? textsOf(left) : now();
      const set = (next: readonly string[], title: string): void =>
        core.edit.setAnswer(control, [...next], title, left && [left]);
      if (single) {
        if (text !== (texts[0] ?? '')) set(text === '' ? [] : [text], 'Text');
        return;
      }
      if (text === '' || texts.length >= most) return;
      if (!(flag(node, 'skipDuplicates') && texts.includes(text))) set([...texts, text], 'Add text');
    };
    const commit = (): void => {
      enter(field.value.trim());
      if (!single) field.value = '';
    };

    scope.listen(add, 'click', commit);
    scope.listen(field, 'keydown', (event) => {
      if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.isComposing) return;
      if (single ? rows > 1 : rows > 1 && !event.shiftKey) return;
      event.preventDefault();
      event.stopPropagation();
      commit();
    });
    if (single) scope.listen(field, 'change', commit);
    core.beforeSubmit.add(commit);
    scope.add(() => core.beforeSubmit.delete(commit));

    const entry = (text: string, index: number): HTMLElement => {
      const off = core.session.readOnly.peek();
      const body = editable
        ? element('textarea', { class: 'lw-field', rows, 'aria-label': `Text ${index + 1}`, disabled: off })
        : element('span', { class: 'lw-entry-text' }, text);
      if (body instanceof HTMLTextAreaElement) {
        body.value = text;
        body.onchange = () => {
          const next = [...now()];
          next[index] = body.value;
          core.edit.setAnswer(
            control,
            next.filter((each) => each.trim() !== ''),
            'Edit text',
          );
        };
      }
      const remove = element(
        'button',
        { type: 'button', class: 'lw-icon-button', 'aria-label': `Remove text ${index + 1}`, disabled: off },
        '×',
      );
      remove.onclick = () =>
        core.edit.setAnswer(
          control,
          now().filter((_, at) => at !== index),
          'Remove text',
        );
      return element('li', { class: 'lw-entry' }, body, remove);
    };

    // Another region was chosen while this one's text was being written: it still gets it.
    const leave = (id: string): void => {
      const text = field.value.trim();
      const left = core.regions.get(id);
      if (!left || text === prefilled.trim()) return;
      queueMicrotask(() => enter(text, core.regions.get(id) ?? left));
    };

    let lastRegion: string | undefined;
    scope.add(
      effect(() => {
        const texts = now();
        const off = core.session.readOnly.get();
        const id = region()?.id;
        if (lastRegion !== undefined && id !== lastRegion) leave(lastRegion);
        if (single) {
          if (texts[0] !== undefined || document.activeElement !== field || id !== lastRegion) {
            const held = texts[0] ?? (core.store.size === 0 ? prefilled : '');
            if (field.value.trim() !== held) field.value = held;
          }
        } else {
          if (id !== lastRegion) field.value = prefilled;
          list.replaceChildren(...texts.map(entry));
        }
        lastRegion = id;
        field.hidden = !single && texts.length >= most;
        add.hidden = field.hidden || !hasButton;
        field.disabled = off;
        add.disabled = off;
      }),
    );
    const caption = label ? element('div', { class: 'lw-caption' }, label) : null;
    return controlFrame(
      control,
      page,
      'group',
      caption,
      single ? null : list,
      element('div', { class: 'lw-entry-new' }, field, add),
    );
  },
};
