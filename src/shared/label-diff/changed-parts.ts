import { partKeyOf, type PartType, partTypeOf } from '../change-counts.ts';
import type { ChangeKind, LabelChange } from '../contract/project-labels.ts';
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
  readonly type: PartType;
  readonly kind: ChangeKind;
  readonly results: readonly ChangedResult[];
};

type Region = LabelChange['regions'][number];

/** The changed parts of a task, in the order of the diff; results that share a region's id are one part. */
export const partsOf = ({ regions }: Pick<LabelChange, 'regions'>): readonly ChangedPart[] => {
  const groups = new Map<string, Region[]>();
  for (const region of regions) {
    const key = partKeyOf(region);
    groups.set(key, [...(groups.get(key) ?? []), region]);
  }
  return [...groups].map(([key, group]) => ({
    key,
    annotation: group[0]?.annotation ?? '',
    type: partTypeOf(group[0]?.identity ?? ''),
    kind: kindOf(group),
    results: group.map(({ before, after, fields }) => ({
      before: before as ShownResult | null,
      after: after as ShownResult | null,
      fields,
    })),
  }));
};

const kindOf = (group: readonly Region[]): ChangeKind => {
  const kinds = group.map(({ kind }) => kind);
  const [first = 'changed'] = kinds;
  if (kinds.every((kind) => kind === first)) return first;
  return kinds.includes('relabeled') ? 'relabeled' : 'changed';
};

/** How many parts of a task changed in each way. */
export const countKinds = (parts: readonly ChangedPart[]): Readonly<Record<ChangeKind, number>> => {
  const counts = { added: 0, removed: 0, relabeled: 0, changed: 0 };
  for (const { kind } of parts) counts[kind] += 1;
  return counts;
};
