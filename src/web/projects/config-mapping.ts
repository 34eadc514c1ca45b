import type { api } from '../api.ts';
import type { ClassChange } from '../../shared/contract/project-config.ts';

export type ConfigChangeView = Awaited<ReturnType<typeof api.projects.changeConfig>>;

/** What becomes of one class that the new config no longer has; empty: its labels stay and are listed. */
export type Fate = { readonly control: string | null; readonly name: string; readonly to: string };

const same = (a: { control: string | null; name: string }, b: { control: string | null; name: string }) =>
  a.control === b.control && a.name === b.name;

/** The fates that a preview guesses. */
export const guessedFates = ({ classes }: Pick<ConfigChangeView, 'classes'>): readonly Fate[] =>
  classes
    .filter((each) => each.change !== 'added')
    .map((each) => ({ control: each.control, name: each.name, to: each.to ?? '' }));

export const withFate = (fates: readonly Fate[], fate: Fate): readonly Fate[] =>
  fates.map((each) => (same(each, fate) ? fate : each));

/**
 * Fates as the API takes them: what goes to a class alone is renamed, what goes there with others, or to a class that
 * was there before, is merged into it. Changes of controls and objects stay as they were guessed.
 */
export const mappingOf = (
  fates: readonly Fate[],
  guessed: readonly ClassChange[],
  isNew: (control: string | null, name: string) => boolean,
): ClassChange[] => {
  const others = guessed.filter(
    (change) => change.type === 'rename-control' || change.type === 'rename-object',
  );
  const targets = new Map<string, Fate[]>();
  for (const fate of fates) {
    const key = JSON.stringify([fate.control, fate.to]);
    targets.set(key, [...(targets.get(key) ?? []), fate]);
  }
  const changes = [...targets.values()].flatMap((group): ClassChange[] => {
    const [first] = group;
    if (!first) return [];
    const { control, to } = first;
    if (to === '') return group.map(({ name }) => ({ type: 'remove', control, name }));
    if (group.length === 1 && isNew(control, to)) return [{ type: 'rename', control, from: first.name, to }];
    return [{ type: 'merge', control, from: group.map(({ name }) => name), to }];
  });
  return [...others, ...changes];
};
