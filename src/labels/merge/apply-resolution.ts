import { type Json, withValue } from '../json.ts';
import { isRelation, type LabelResult, textOf } from '../results/label-result.ts';
import { indexResults, isRegion } from '../results/result-identity.ts';
import { sortByUid } from '../task-file/parse-task-file.ts';
import type { TaskFile, TaskFileAnnotation } from '../task-file/task-file.ts';
import { joinResult, splitResult } from './result-parts.ts';
import type { TaskConflict } from './task-conflict.ts';

export type Resolution = { readonly conflict: TaskConflict; readonly choose: 'ours' | 'theirs' };

export type Resolved = {
  readonly file: TaskFile | undefined;
  /** Choices that no longer fit: what they were about is gone, or a relation would tie to no region. */
  readonly missed: readonly TaskConflict[];
};

/** The merged file after a person chose: `ours` stands there already, `theirs` replaces it. */
export const applyResolution = (file: TaskFile | undefined, resolutions: readonly Resolution[]): Resolved => {
  const missed: TaskConflict[] = [];
  let current = file;
  // Relations last: the regions that they tie may come back by another choice.
  const chosen = resolutions.filter(({ choose }) => choose === 'theirs').map(({ conflict }) => conflict);
  for (const conflict of [...chosen.filter((each) => !isTie(each)), ...chosen.filter(isTie)]) {
    const next = takeTheirs(current, conflict);
    if (next === 'missed') missed.push(conflict);
    else current = next;
  }
  return { file: current, missed };
};

const isTie = ({ identity, field }: TaskConflict): boolean =>
  identity?.startsWith('["relation"') === true || field === 'parentID';

const takeTheirs = (file: TaskFile | undefined, conflict: TaskConflict): TaskFile | undefined | 'missed' => {
  if (conflict.annotation === null && conflict.kind === 'delete-edit')
    return conflict.theirs as TaskFile | undefined;
  if (file === undefined) return 'missed';
  if (conflict.annotation === null) return withValue(file, conflict.field ?? '', conflict.theirs) as TaskFile;
  const annotation = file.annotations.find(({ uid }) => uid === conflict.annotation);
  const next = annotationWithTheirs(annotation, conflict);
  if (next === 'missed') return 'missed';
  const others = file.annotations.filter(({ uid }) => uid !== conflict.annotation);
  return {
    ...file,
    annotations: sortByUid(next === undefined ? others : [...others, next]),
  };
};

const annotationWithTheirs = (
  annotation: TaskFileAnnotation | undefined,
  conflict: TaskConflict,
): TaskFileAnnotation | undefined | 'missed' => {
  if (conflict.identity === null && conflict.kind === 'delete-edit')
    return conflict.theirs as TaskFileAnnotation | undefined;
  if (annotation === undefined) return 'missed';
  if (conflict.identity === null)
    return withValue(annotation, conflict.field ?? '', conflict.theirs) as TaskFileAnnotation;
  const result = resultsWithTheirs(annotation.result, conflict);
  return result === 'missed' ? 'missed' : { ...annotation, result };
};

const resultsWithTheirs = (
  results: readonly LabelResult[],
  conflict: TaskConflict,
): readonly LabelResult[] | 'missed' => {
  const index = new Map(indexResults(results));
  const identity = conflict.identity ?? '';
  if (conflict.kind === 'delete-edit') {
    const theirs = conflict.theirs as LabelResult | undefined;
    if (theirs === undefined) index.delete(identity);
    else if (isRelation(theirs) && !tiesRegions(theirs, results)) return 'missed';
    else index.set(identity, theirs);
    return [...index.values()];
  }
  const result = index.get(identity);
  if (result === undefined || isPartOfNone(conflict, results)) return 'missed';
  index.set(identity, resultWithTheirs(result, conflict));
  return [...index.values()];
};

const resultWithTheirs = (result: LabelResult, { kind, field, theirs }: TaskConflict): LabelResult => {
  if (kind === 'field') return withValue(result, field ?? '', theirs);
  return joinResult({ ...splitResult(result), [kind]: theirs satisfies Json | undefined });
};

const isPartOfNone = ({ field, theirs }: TaskConflict, results: readonly LabelResult[]): boolean =>
  field === 'parentID' && typeof theirs === 'string' && !regionIds(results).has(theirs);

const regionIds = (results: readonly LabelResult[]): ReadonlySet<string | undefined> =>
  new Set(results.filter(isRegion).map((result) => textOf(result, 'id')));

const tiesRegions = (relation: LabelResult, results: readonly LabelResult[]): boolean => {
  const ids = regionIds(results);
  return ids.has(textOf(relation, 'from_id')) && ids.has(textOf(relation, 'to_id'));
};
