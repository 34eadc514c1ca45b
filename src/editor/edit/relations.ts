import { isTextArray, textOf } from '../../labels/results/label-result.ts';
import type { EditorCore } from '../editor-core.ts';
import { effect, untracked } from '../signals.ts';
import { makeDiff } from '../store/records-diff.ts';
import type { ResultRecord } from '../store/result-record.ts';

export type Direction = 'right' | 'left' | 'bi';

const nextDirection: Readonly<Record<Direction, Direction>> = { right: 'left', left: 'bi', bi: 'right' };

export const directionOf = (relation: ResultRecord): Direction => {
  const given = textOf(relation.json, 'direction');
  return given === 'left' || given === 'bi' ? given : 'right';
};

export const relationLabels = (relation: ResultRecord): readonly string[] => {
  const labels = relation.json['labels'];
  return isTextArray(labels) ? labels : [];
};

/** Relates two regions; a pair that is related already stays as it is. */
export function relate(core: EditorCore, from: string, to: string): void {
  const exists = core.regions.relations
    .peek()
    .some((record) => textOf(record.json, 'from_id') === from && textOf(record.json, 'to_id') === to);
  if (from === to || exists) return;
  const json = { from_id: from, to_id: to, type: 'relation', direction: 'right' };
  core.edit.change(
    'Relate',
    makeDiff({ added: [{ key: core.nextKey(), order: core.lastOrder() + 1, sub: 0, json }] }),
  );
}

export function turnRelation(core: EditorCore, relation: ResultRecord): void {
  const json = { ...relation.json, direction: nextDirection[directionOf(relation)] };
  core.edit.change('Turn relation', makeDiff({ updated: [[relation, { ...relation, json }]] }));
}

export function nameRelation(core: EditorCore, relation: ResultRecord, labels: readonly string[]): void {
  const { labels: _before, ...rest } = relation.json;
  const json = labels.length > 0 ? { ...rest, labels: [...labels] } : rest;
  core.edit.change('Name relation', makeDiff({ updated: [[relation, { ...relation, json }]] }));
}

export const removeRelation = (core: EditorCore, relation: ResultRecord): void =>
  core.edit.change('Remove relation', makeDiff({ removed: [relation] }));

/** While a relation is being made, the next region that is selected is its other end. */
export function followRelating(core: EditorCore): void {
  effect(() => {
    const to = core.session.selection.get().at(-1);
    const from = core.session.relating.peek();
    if (from === null || to === undefined || to === from) return;
    untracked(() => {
      core.session.relating.set(null);
      core.session.notice.set(null);
      relate(core, from, to);
    });
  });
}
