import { changeKind, type ChangeKind } from '../../labels/merge/change-kind.ts';
import type { LabelChange } from '../../shared/contract/project-labels.ts';
import { identityParts } from './identity-parts.ts';
import type { ShownResult } from './result-text.ts';

/** A result before and after. */
export type ChangedResult = {
  readonly before: ShownResult | null;
  readonly after: ShownResult | null;
  readonly fields: readonly string[];
};

/** What a person sees as one thing that changed: a region with all that is said about it, an answer, a relation. */
export type ChangedPart = {
  readonly key: string;
  /** Of its annotation. */
  readonly annotation: string;
  readonly type: 'region' | 'answer' | 'relation';
  readonly kind: ChangeKind;
  readonly results: readonly ChangedResult[];
};

type Region = LabelChange['regions'][number];

/** The changed parts of a task, in the order of the diff; results that share a region's id are one part. */
export const partsOf = ({ regions }: Pick<LabelChange, 'regions'>): readonly ChangedPart[] => {
  const groups = new Map<string, Region[]>();
  for (const region of regions) {
    const [kind, id] = identityParts(region.identity);
    const key = `${region.annotation}/${kind === 'region' ? id : region.identity}`;
    groups.set(key, [...(groups.get(key) ?? []), region]);
  }
  return [...groups].map(([key, group]) => ({
    key,
    annotation: group[0]?.annotation ?? '',
    type: typeOf(group[0]?.identity ?? ''),
    kind: kindOf(group),
    results: group.map(({ before, after, fields }) => ({
      before: before as ShownResult | null,
      after: after as ShownResult | null,
      fields,
    })),
  }));
};

const typeOf = (identity: string): ChangedPart['type'] => {
  const [kind] = identityParts(identity);
  return kind === 'classification' ? 'answer' : kind === 'relation' ? 'relation' : 'region';
};

const kindOf = (group: readonly Region[]): ChangeKind => {
  const kinds = group.map(({ change, before, after }) =>
    changeKind({
      change,
      ...(before === null ? {} : { before: before as never }),
      ...(after === null ? {} : { after: after as never }),
    }),
  );
  const [first = 'changed'] = kinds;
  if (kinds.every((kind) => kind === first)) return first;
  return kinds.includes('relabeled') ? 'relabeled' : 'changed';
};

export type ChangeCounts = Readonly<Record<'tasks' | 'annotations' | ChangedPart['type'], number>>;

/** How many of each there are: a region counts once, however many results tell of it. */
export const countChanges = (changes: readonly LabelChange[]): ChangeCounts => {
  const counts = { tasks: changes.length, annotations: 0, region: 0, answer: 0, relation: 0 };
  for (const change of changes) {
    counts.annotations += change.annotations.length;
    for (const { type } of partsOf(change)) counts[type] += 1;
  }
  return counts;
};

/** How many parts of a task changed in each way. */
export const countKinds = (parts: readonly ChangedPart[]): Readonly<Record<ChangeKind, number>> => {
  const counts = { added: 0, removed: 0, relabeled: 0, changed: 0 };
  for (const { kind } of parts) counts[kind] += 1;
  return counts;
};
