import { attribute, numberOf } from '../../config/tag-node.ts';
import { answerOf } from '../../kernels/answer-control.ts';
import { element } from '../../render/element.ts';
import { effect } from '../../signals.ts';
import type { TagView } from '../tag-view.ts';
import { controlAt, controlFrame } from './control-frame.ts';

const icons: Readonly<Record<string, string>> = { star: '★', heart: '♥', fire: '▲', smile: '☻' };

export const ratingView: TagView = {
  tags: ['rating'],
  mount(node, page) {
    const control = controlAt(node, page);
    const { core, scope } = page;
    const icon = icons[attribute(node, 'icon') ?? 'star'] ?? '★';
    const most = Math.max(1, Math.min(50, Math.round(numberOf(node, 'maxRating', 5))));
    const now = (): number => {
      const value = answerOf(
        core.answerRecord(control, control.perRegion ? core.selectedRegion() : undefined),
        control,
      );
      return typeof value === 'number' ? value : numberOf(node, 'defaultValue', 0);
    };
    const stars = Array.from({ length: most }, (_, index) => {
      const value = index + 1;
      const input = element('input', { type: 'radio', name: `${page.instance}-${control.name}`, value });
      const star = element(
        'label',
        { class: 'lw-star' },
        input,
        element('span', { 'aria-hidden': 'true' }, icon),
        element('span', { class: 'lw-unseen' }, `${value} of ${most}`),
      );
      scope.listen(input, 'click', () => core.edit.setAnswer(control, now() === value ? 0 : value, 'Rate'));
      return { value, input, star };
    });
    scope.add(
      effect(() => {
        const rating = now();
        for (const { value, input, star } of stars) {
          input.checked = value === rating;
          input.disabled = core.session.readOnly.get();
          star.classList.toggle('lw-on', value <= rating);
        }
      }),
    );
    const size = attribute(node, 'size') ?? 'medium';
    const row = element('div', { class: `lw-stars lw-stars-${size}` }, ...stars.map(({ star }) => star));
    return controlFrame(control, page, 'radiogroup', row);
  },
};
