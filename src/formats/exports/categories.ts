import type { Config } from '../../labels/config/config.ts';
import { attributeOf } from '../../labels/config/config-node.ts';
import { findTag } from '../../labels/config/tag-registry.ts';

export type Category = { readonly id: number; readonly name: string };

export type Categories = {
  /** The id of a label; one that the config does not have gets the next free. */
  readonly idOf: (name: string) => number;
  /** By id. */
  readonly all: () => readonly Category[];
};

/**
 * The classes that regions of an object can have, from 0: those whose Label says `category` at that number, the
 * others as the config lists them, in the numbers left free. So a class that is renamed, or comes in at the end,
 * changes no number. (Label Studio's converter goes by name there.)
 */
export const categoriesOf = (config: Config, object: string): Categories => {
  const labels = [...config.controls.values()]
    .filter((control) => findTag(control.tag)?.child === 'label' && control.toNames.includes(object))
    .flatMap((control) => control.labels);
  const ids = new Map<string, number>();
  const taken = new Set<number>();
  const give = (name: string, id: number): number => {
    ids.set(name, id);
    taken.add(id);
    return id;
  };
  const nextFree = (): number => {
    let id = 0;
    while (taken.has(id)) id++;
    return id;
  };
  for (const { result, node } of labels) {
    const id = Number(attributeOf(node, 'category') ?? Number.NaN);
    if (Number.isInteger(id) && id >= 0 && !taken.has(id) && !ids.has(result)) give(result, id);
  }
  const rest = new Set(labels.map(({ result }) => result).filter((name) => !ids.has(name)));
  for (const name of rest) give(name, nextFree());
  return {
    idOf: (name) => ids.get(name) ?? give(name, nextFree()),
    all: () => [...ids].map(([name, id]) => ({ id, name })).sort((a, b) => a.id - b.id),
  };
};
