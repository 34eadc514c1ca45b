import { flag } from '../../config/tag-node.ts';
import { labelsFrom } from '../../kernels/label-regions.ts';
import { element, setAttribute } from '../../render/element.ts';
import { effect } from '../../signals.ts';
import type { TagView } from '../tag-view.ts';
import { controlAt, controlFrame, keyHint } from './control-frame.ts';

/** The classes as chips: pressed while armed, or while the selected region has them. */
export const labelsView: TagView = {
  tags: ['labels', 'rectanglelabels', 'polygonlabels', 'brushlabels'],
  mount(node, page) {
    const control = controlAt(node, page);
    const { core, scope } = page;
    const chips = control.options.map((option) => {
      const chip = element(
        'button',
        {
          type: 'button',
          class: 'lw-label',
          title: option.hint,
          'aria-pressed': 'false',
          'aria-keyshortcuts': option.hotkey,
        },
        element('span', { class: 'lw-label-dot', 'aria-hidden': 'true' }),
        element('span', { class: 'lw-label-text' }, option.shown),
        keyHint(option.hotkey),
      );
      chip.style.setProperty('--lw-label', option.color ?? '#868e96');
      // The selected text must stay selected while its label is chosen.
      scope.listen(chip, 'pointerdown', (event) => event.preventDefault());
      scope.listen(chip, 'click', () => core.edit.chooseLabel(control, option));
      return { option, chip };
    });
    scope.add(
      effect(() => {
        const region = core.selectedRegion();
        const own = region && core.labelsRegion(control, region) ? labelsFrom(region, control) : undefined;
        const on = own ?? core.session.armed.get().get(control.name) ?? [];
        for (const { option, chip } of chips) {
          setAttribute(chip, 'aria-pressed', String(on.includes(option.value)));
          chip.disabled = core.session.readOnly.get();
        }
      }),
    );
    const list = flag(node, 'showInline', true) ? 'lw-labels-inline' : 'lw-labels-list';
    const bar = element('div', { class: list }, ...chips.map(({ chip }) => chip));
    const frame = controlFrame(control, page, 'group', bar);
    frame.classList.add('lw-labels');
    return frame;
  },
};
