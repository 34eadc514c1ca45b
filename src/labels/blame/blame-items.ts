import { type JsonObject, withValue } from '../json.ts';
import { matchRegions } from '../merge/match-regions.ts';
import { renameRegions } from '../merge/rename-regions.ts';
import type { LabelResult } from '../results/label-result.ts';
import { indexResults, type ResultIdentity } from '../results/result-identity.ts';
import type { TaskFile, TaskFileAnnotation } from '../task-file/task-file.ts';

/** A result of an annotation, or (null) the annotation apart from its results. */
export type BlameItem = {
  readonly annotation: TaskFileAnnotation;
  readonly identity: ResultIdentity | null;
  readonly value: JsonObject;
};

/** An item as an older version has it. */
export type OlderItem = {
  readonly item: BlameItem;
  /** Which of the older files. */
  readonly parent: number;
  /** Its value under the region ids of the newer version. */
  readonly as: JsonObject;
};

/** All that a file holds of a task's labels, the annotations themselves before their results. */
export const blameItems = (file: TaskFile | undefined): readonly BlameItem[] =>
  (file?.annotations ?? []).flatMap((annotation) => [
    itself(annotation),
    ...[...indexResults(annotation.result)].map(([identity, value]) => ({ annotation, identity, value })),
  ]);

// Times move with every submit of the annotation, whatever region it was about.
const itself = (annotation: TaskFileAnnotation): BlameItem => ({
  annotation,
  identity: null,
  value: ['result', 'updated_at', 'lead_time', 'made_on'].reduce<JsonObject>(
    (object, key) => withValue(object, key, undefined),
    annotation,
  ),
});

/** How older versions of a file have what a version has; also annotations that went into one of its own. */
export const findOlder = (
  file: TaskFile | undefined,
  parents: readonly (TaskFile | undefined)[],
): ((item: BlameItem) => readonly OlderItem[]) => {
  const made = new Map(file?.annotations.map((annotation) => [annotation.uid, annotation]));
  const finders = new Map<string, (item: BlameItem) => readonly OlderItem[]>();
  return (item) => {
    const { uid } = item.annotation;
    const known = finders.get(uid);
    const finder = known ?? findIn(made.get(uid) ?? item.annotation, parents);
    if (known === undefined) finders.set(uid, finder);
    return finder(item);
  };
};

type Source = {
  readonly annotation: TaskFileAnnotation;
  readonly parent: number;
  /** By the identities that they have in the newer version. */
  readonly results: ReadonlyMap<
    ResultIdentity,
    { readonly own: Pick<BlameItem, 'identity' | 'value'>; readonly value: LabelResult }
  >;
};

const findIn = (made: TaskFileAnnotation, parents: readonly (TaskFile | undefined)[]) => {
  const lineage = new Set([made.uid, ...(made.parents ?? [])]);
  const sources = parents.flatMap((file, parent) =>
    (file?.annotations ?? [])
      .filter(({ uid }) => lineage.has(uid))
      .map((annotation): Source => ({ annotation, parent, results: resultsUnder(made, annotation) })),
  );
  return ({ identity }: BlameItem): readonly OlderItem[] =>
    sources.flatMap(({ annotation, parent, results }): OlderItem | [] => {
      if (identity === null) {
        const item = itself(annotation);
        return annotation.uid === made.uid ? { item, parent, as: item.value } : [];
      }
      const found = results.get(identity);
      return found ? { item: { annotation, ...found.own }, parent, as: found.value } : [];
    });
};

const resultsUnder = (made: TaskFileAnnotation, annotation: TaskFileAnnotation): Source['results'] => {
  const names = made.uid === annotation.uid ? new Map() : matchRegions(made.result, annotation.result);
  const renamed = indexResults(renameRegions(annotation.result, names));
  const own = [...indexResults(annotation.result)].map(([identity, value]) => ({ identity, value }));
  return new Map(
    [...renamed].flatMap(([identity, value], at) => {
      const before = own[at];
      return before === undefined ? [] : [[identity, { own: before, value }] as const];
    }),
  );
};
