import { textOf } from '../../labels/results/label-result.ts';
import {
  type Direction,
  directionOf,
  nameRelation,
  relationLabels,
  removeRelation,
  turnRelation,
} from '../edit/relations.ts';
import type { EditorCore } from '../editor-core.ts';
import { nameOfRegion, wordsOfRegion } from '../regions/region-words.ts';
import { element } from '../render/element.ts';
import type { Scope } from '../scope.ts';
import { effect } from '../signals.ts';
import type { ResultRecord } from '../store/result-record.ts';

const signs: Readonly<Record<Direction, readonly [string, string]>> = {
  right: ['→', 'to'],
  left: ['←', 'from'],
  bi: ['↔', 'both ways with'],
};

/** The relations under the list of regions: their ends, direction, names. */
export function mountRelations(host: HTMLElement, core: EditorCore, scope: Scope): void {
  const list = element('ul', { class: 'lw-relations', 'aria-label': 'Relations' });
  host.append(list);
  const control = core.controls.find((each) => each.kind.family === 'relations');

  const end = (id: string | undefined): HTMLElement => {
    const region = id === undefined ? undefined : core.regions.get(id);
    const words = region && wordsOfRegion(region);
    const made = element(
      'button',
      {
        type: 'button',
        class: 'lw-relation-end',
        disabled: !region,
        'aria-label': region && nameOfRegion(region),
        title: region && nameOfRegion(region),
      },
      words ? `${words.label} ${words.text}` : 'a region that is gone',
    );
    made.onclick = () => region && core.edit.select([region.id]);
    return made;
  };
  const names = (relation: ResultRecord): HTMLElement | null => {
    if (!control || control.options.length === 0) return null;
    const chosen = relationLabels(relation);
    const select = element(
      'select',
      { class: 'lw-select', 'aria-label': 'Relation', multiple: control.multiple },
      !control.multiple && element('option', { value: '' }, 'related'),
      ...control.options.map((option) =>
        element('option', { value: option.value, selected: chosen.includes(option.value) }, option.shown),
      ),
    );
    select.onchange = () =>
      nameRelation(
        core,
        relation,
        Array.from(select.selectedOptions)
          .map((each) => each.value)
          .filter((value) => value !== ''),
      );
    return select;
  };
  scope.add(
    effect(() => {
      core.regions.all.get();
      const relations = core.regions.relations.get();
      list.hidden = relations.length === 0;
      list.replaceChildren(
        ...relations.map((relation) => {
          const [sign, words] = signs[directionOf(relation)];
          const turn = element(
            'button',
            { type: 'button', class: 'lw-icon-button', 'aria-label': `Direction: ${words}` },
            sign,
          );
          turn.onclick = () => turnRelation(core, relation);
          const remove = element(
            'button',
            { type: 'button', class: 'lw-icon-button', 'aria-label': 'Remove relation' },
            '×',
          );
          remove.onclick = () => removeRelation(core, relation);
          return element(
            'li',
            { class: 'lw-relation' },
            element(
              'span',
              { class: 'lw-relation-ends' },
              end(textOf(relation.json, 'from_id')),
              turn,
              end(textOf(relation.json, 'to_id')),
            ),
            names(relation),
            remove,
          );
        }),
      );
    }),
  );
}
