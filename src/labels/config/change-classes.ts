import { type LabelResult, textOf } from '../results/label-result.ts';
import { indexResults, type ResultIdentity } from '../results/result-identity.ts';
import { type ResultProblem, validateResults } from '../results/validate-result.ts';
import type { TaskFile } from '../task-file/task-file.ts';
import { changeResult } from './change-result.ts';
import { type ClassMapping, movesOf } from './class-mapping.ts';
import type { Config } from './config.ts';

/** A result that the new config has no place for. It stays in the file. */
export type UnfitResult = {
  readonly annotation: string;
  readonly identity: ResultIdentity;
  readonly problem: ResultProblem;
  /** It did not fit the old config either. */
  readonly wasUnfit: boolean;
};

export type ChangedFile = {
  /** The very same object where nothing in it changed. */
  readonly file: TaskFile;
  /** How many results changed. */
  readonly changed: number;
  readonly unfit: readonly UnfitResult[];
};

export type ChangedResults = {
  /** The very same objects where nothing in them changed. */
  readonly result: readonly LabelResult[];
  /** How many of them changed. */
  readonly changed: number;
  readonly problems: readonly (ResultProblem & { readonly wasUnfit: boolean })[];
};

/** As `changeClasses`, for a list of results: a draft's, a prediction's. */
export const changeResults = (
  oldConfig: Config,
  newConfig: Config,
  mapping: ClassMapping,
): ((before: readonly LabelResult[]) => ChangedResults) => {
  const moves = movesOf(mapping);
  return (before) => {
    const result = before.map((each) => changeResult(each, moves, newConfig));
    const changed = result.filter((each, index) => each !== before[index]).length;
    const problems = validateResults(newConfig, result);
    if (problems.length === 0) return { result, changed, problems: [] };
    const old = new Set(validateResults(oldConfig, before).map(({ index }) => index));
    return {
      result,
      changed,
      problems: problems.map((each) => ({ ...each, wasUnfit: old.has(each.index) })),
    };
  };
};

/**
 * Makes the function that takes one task file from an old config to a new one: classes and controls get their new
 * names, merged classes become one, everything else stays as it is. Nothing is dropped: what no longer fits is
 * listed, a removed class's labels too. A class that was renamed and is renamed back is as before.
 */
export const changeClasses = (
  oldConfig: Config,
  newConfig: Config,
  mapping: ClassMapping,
): ((file: TaskFile) => ChangedFile) => {
  const change = changeResults(oldConfig, newConfig, mapping);
  return (file) => {
    const unfit: UnfitResult[] = [];
    let changed = 0;
    const annotations = file.annotations.map((annotation) => {
      const { result, changed: count, problems } = change(annotation.result);
      changed += count;
      if (problems.length > 0) unfit.push(...unfitOf(annotation.uid, result, problems));
      return count === 0 ? annotation : { ...annotation, result };
    });
    return { file: changed === 0 ? file : ({ ...file, annotations } as TaskFile), changed, unfit };
  };
};

const unfitOf = (
  annotation: string,
  result: readonly LabelResult[],
  problems: ChangedResults['problems'],
): readonly UnfitResult[] => {
  const identities = [...indexResults(result).keys()];
  return problems.map(({ wasUnfit, ...problem }) => ({
    annotation,
    identity: identities[problem.index] ?? textOf(result[problem.index] ?? {}, 'id') ?? '',
    problem,
    wasUnfit,
  }));
};
