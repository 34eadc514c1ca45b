/**
 * What becomes of one class (label, choice, relation) or control. Classes are named as `countLabels` names them: a
 * nested choice by its path, steps joined by " / ". `control` is null for names of relations.
 */
export type ClassChange =
  | { readonly type: 'rename'; readonly control: string | null; readonly from: string; readonly to: string }
  | {
      readonly type: 'merge';
      readonly control: string | null;
      readonly from: readonly string[];
      readonly to: string;
    }
  | { readonly type: 'remove'; readonly control: string | null; readonly name: string }
  | { readonly type: 'rename-control'; readonly from: string; readonly to: string }
  | { readonly type: 'rename-object'; readonly from: string; readonly to: string };

/** All take effect at once: two classes can swap their names. A class that no change names stays as it is. */
export type ClassMapping = readonly ClassChange[];

/**
 * What takes a change back: names that one class alone was given go to that class again. What was merged stays
 * merged, and so does a class that became one the old config had (`isOld`): which of its labels came from where
 * nobody can tell.
 */
export const invertMapping = (
  mapping: ClassMapping,
  isOld: (control: string | null, name: string) => boolean,
): ClassMapping => {
  const { classes, controls, objects } = movesOf(mapping);
  const back: ClassChange[] = [];
  for (const [control, names] of classes)
    for (const [from, to] of names) {
      const isAlone = [...names.values()].filter((each) => each === to).length === 1;
      if (!isAlone || (isOld(control, to) && !names.has(to))) continue;
      const named = control === null ? null : (controls.get(control) ?? control);
      back.push({ type: 'rename', control: named, from: to, to: from });
    }
  for (const [from, to] of controls) back.push({ type: 'rename-control', from: to, to: from });
  for (const [from, to] of objects) back.push({ type: 'rename-object', from: to, to: from });
  return back;
};

export type ClassMoves = {
  /** New name of a class by its old one, by control (its old name). */
  readonly classes: ReadonlyMap<string | null, ReadonlyMap<string, string>>;
  readonly controls: ReadonlyMap<string, string>;
  readonly objects: ReadonlyMap<string, string>;
};

/** The mapping as tables. A removed class moves nowhere: its labels stay, to be listed as not fitting. */
export const movesOf = (mapping: ClassMapping): ClassMoves => {
  const classes = new Map<string | null, Map<string, string>>();
  const controls = new Map<string, string>();
  const objects = new Map<string, string>();
  const move = (control: string | null, from: string, to: string) =>
    classes.set(control, (classes.get(control) ?? new Map<string, string>()).set(from, to));
  for (const change of mapping)
    switch (change.type) {
      case 'rename':
        move(change.control, change.from, change.to);
        break;
      case 'merge':
        for (const from of change.from) move(change.control, from, change.to);
        break;
      case 'rename-control':
        controls.set(change.from, change.to);
        break;
      case 'rename-object':
        objects.set(change.from, change.to);
        break;
      case 'remove':
        break;
    }
  return { classes, controls, objects };
};
