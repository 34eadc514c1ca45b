import { changeResult } from './change-result.ts';
import { type ClassMapping, type ClassMoves, invertMapping, movesOf } from './class-mapping.ts';
import type { Config } from './config.ts';
import type { LabelResult } from '../results/label-result.ts';

/** A config that a project has or had. `mapping` says what became of the classes of its parent. */
export type ConfigVersion = {
  readonly version: number;
  /** The version that it was made from; null for the first. */
  readonly parent: number | null;
  readonly config: Config;
  readonly mapping: ClassMapping;
};

/**
 * Makes the function that takes a result from one version of a config to another: up to the version that both come
 * from, taking changes back, then down. Versions that are not known, or have nothing in common, leave it as it is.
 */
export const changeVersion = (
  versions: readonly ConfigVersion[],
  from: number,
  to: number,
): ((result: LabelResult) => LabelResult) => {
  const known = new Map(versions.map((each) => [each.version, each]));
  const [up, down] = [lineOf(known, from), lineOf(known, to)];
  const met = up.findIndex((each) => down.includes(each));
  if (met < 0) return (result) => result;
  const steps: { readonly moves: ClassMoves; readonly config: Config }[] = [];
  for (const [index, { mapping }] of up.slice(0, met).entries()) {
    const { config } = up[index + 1] as ConfigVersion;
    steps.push({
      moves: movesOf(invertMapping(mapping, (control, name) => hasClass(config, control, name))),
      config,
    });
  }
  for (const { mapping, config } of down.slice(0, down.indexOf(up[met] as ConfigVersion)).reverse())
    steps.push({ moves: movesOf(mapping), config });
  return (result) => steps.reduce((now, { moves, config }) => changeResult(now, moves, config), result);
};

/** A version and those it comes from, the youngest first. */
const lineOf = (known: ReadonlyMap<number, ConfigVersion>, version: number): readonly ConfigVersion[] => {
  const line: ConfigVersion[] = [];
  for (let next = known.get(version); next !== undefined && !line.includes(next); ) {
    line.push(next);
    next = next.parent === null ? undefined : known.get(next.parent);
  }
  return line;
};

const hasClass = ({ controls, relations }: Config, control: string | null, name: string): boolean =>
  control === null
    ? relations.some(({ result }) => result === name)
    : (controls.get(control)?.labels.some(({ path }) => path.join(' / ') === name) ?? false);
