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
  const moves = movesOf(mapping);
  return (file) => {
    const unfit: UnfitResult[] = [];
    let changed = 0;
    const annotations = file.annotations.map((annotation) => {
      const result = annotation.result.map((each) => changeResult(each, moves, newConfig));
      const count = result.filter((each, index) => each !== annotation.result[index]).length;
      changed += count;
      unfit.push(
        ...unfitOf(annotation.uid, { before: annotation.result, after: result, oldConfig, newConfig }),
      );
      return count === 0 ? annotation : { ...annotation, result };
    });
    return { file: changed === 0 ? file : ({ ...file, annotations } as TaskFile), changed, unfit };
  };
};

type Sides = {
  readonly before: readonly LabelResult[];
  readonly after: readonly LabelResult[];
  readonly oldConfig: Config;
  readonly newConfig: Config;
};

const unfitOf = (
  annotation: string,
  { before, after, oldConfig, newConfig }: Sides,
): readonly UnfitResult[] => {
  const problems = validateResults(newConfig, after);
  if (problems.length === 0) return [];
  const old = new Set(validateResults(oldConfig, before).map(({ index }) => index));
  const identities = [...indexResults(after).keys()];
  return problems.map((problem) => ({
    annotation,
    identity: identities[problem.index] ?? textOf(after[problem.index] ?? {}, 'id') ?? '',
    problem,
    wasUnfit: old.has(problem.index),
  }));
};
