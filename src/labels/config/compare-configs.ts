import type { LabelCounts } from '../results/label-counts.ts';
import type { Config, ConfigControl, ConfigLabel } from './config.ts';
import type { ClassChange, ClassMapping } from './class-mapping.ts';
import { probableRenames } from './probable-renames.ts';

export type ControlChange = {
  readonly name: string;
  readonly change: 'added' | 'removed' | 'retyped' | 'retargeted';
  /** How many labels it has given; 0 for controls without classes. */
  readonly inUse: number;
};

export type ClassDifference = {
  /** null for names of relations. */
  readonly control: string | null;
  /** As `countLabels` names it. */
  readonly name: string;
  readonly change: 'added' | 'removed' | 'renamed';
  /** For `renamed`: a guess that a person confirms. */
  readonly to?: string;
  readonly inUse: number;
};

export type ConfigComparison = {
  readonly controls: readonly ControlChange[];
  readonly classes: readonly ClassDifference[];
  /** Objects by name. */
  readonly objects: readonly { readonly name: string; readonly change: 'added' | 'removed' | 'retyped' }[];
  /** The mapping that the guesses make, to begin with. */
  readonly mapping: ClassMapping;
};

/**
 * What differs between two configs as far as labels care, with how often each class is in use (`countLabels` over
 * all results; relations, which it does not count, have 0).
 */
export const compareConfigs = (
  oldConfig: Config,
  newConfig: Config,
  counts: LabelCounts = new Map(),
): ConfigComparison => {
  const names = new Set([...oldConfig.controls.keys(), ...newConfig.controls.keys()]);
  const controls = [...names].flatMap((name) => {
    const change = controlChange(oldConfig.controls.get(name), newConfig.controls.get(name));
    return change === undefined ? [] : [{ name, change, inUse: sum(counts.get(name)) }];
  });
  const classes = [
    ...[...oldConfig.controls].flatMap(([name, control]) => {
      const other = newConfig.controls.get(name);
      return other === undefined
        ? []
        : classDifferences(name, control.labels, other.labels, counts.get(name));
    }),
    ...classDifferences(null, oldConfig.relations, newConfig.relations, undefined),
  ];
  return {
    controls,
    classes,
    objects: objectChanges(oldConfig, newConfig),
    mapping: classes.flatMap<ClassChange>(({ change, control, name, to }) =>
      change === 'renamed' && to !== undefined
        ? [{ type: 'rename' as const, control, from: name, to }]
        : change === 'removed'
          ? [{ type: 'remove' as const, control, name }]
          : [],
    ),
  };
};

const controlChange = (
  before: ConfigControl | undefined,
  after: ConfigControl | undefined,
): ControlChange['change'] | undefined => {
  if (before === undefined) return 'added';
  if (after === undefined) return 'removed';
  if (before.tag !== after.tag) return 'retyped';
  return before.toNames.join() === after.toNames.join() ? undefined : 'retargeted';
};

const classDifferences = (
  control: string | null,
  before: readonly ConfigLabel[],
  after: readonly ConfigLabel[],
  counts: ReadonlyMap<string, number> | undefined,
): readonly ClassDifference[] => {
  const [old, now] = [before.map(nameOf), after.map(nameOf)];
  const renames = probableRenames(before, after);
  const taken = new Set(renames.values());
  const removed = old.filter((name) => !now.includes(name));
  return [
    ...removed.map((name): ClassDifference => {
      const to = renames.get(name);
      const inUse = counts?.get(name) ?? 0;
      return to === undefined
        ? { control, name, change: 'removed', inUse }
        : { control, name, change: 'renamed', to, inUse };
    }),
    ...now
      .filter((name) => !old.includes(name) && !taken.has(name))
      .map((name): ClassDifference => ({ control, name, change: 'added', inUse: counts?.get(name) ?? 0 })),
  ];
};

const objectChanges = (before: Config, after: Config): ConfigComparison['objects'] =>
  [...new Set([...before.objects.keys(), ...after.objects.keys()])].flatMap<
    ConfigComparison['objects'][number]
  >((name) => {
    const [old, now] = [before.objects.get(name), after.objects.get(name)];
    if (old === undefined) return [{ name, change: 'added' as const }];
    if (now === undefined) return [{ name, change: 'removed' as const }];
    return old.tag === now.tag ? [] : [{ name, change: 'retyped' as const }];
  });

const nameOf = ({ path }: ConfigLabel): string => path.join(' / ');

const sum = (counts: ReadonlyMap<string, number> | undefined): number =>
  [...(counts?.values() ?? [])].reduce((all, count) => all + count, 0);
