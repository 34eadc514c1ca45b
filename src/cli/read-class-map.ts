import type { ClassChange } from '../shared/contract/project-config.ts';
import { CliUsage } from './exit.ts';

type Differences = {
  readonly classes: readonly {
    readonly control: string | null;
    readonly name: string;
    readonly change: string;
  }[];
  readonly controls: readonly { readonly name: string; readonly change: string }[];
  readonly objects: readonly { readonly name: string; readonly change: string }[];
};

/** `OLD=NEW` for what goes with the new config; `CONTROL:OLD=NEW` also for a class that stays. */
export const readClassMap = (pairs: readonly string[], differences: Differences): ClassChange[] =>
  pairs.flatMap((pair) => {
    const at = pair.indexOf('=');
    if (at < 1 || at === pair.length - 1) throw new CliUsage(`--map is OLD=NEW, not "${pair}"`);
    const [from, to] = [pair.slice(0, at), pair.slice(at + 1)];
    const found = goingNamed(from, to, differences);
    if (found.length > 0) return found;
    const colon = from.indexOf(':');
    if (colon < 1)
      throw new CliUsage(
        `no class, control or object ${from} goes with this config; name the class of a control as CONTROL:${from}`,
      );
    return [{ type: 'rename', control: from.slice(0, colon), from: from.slice(colon + 1), to }];
  });

const goingNamed = (from: string, to: string, { classes, controls, objects }: Differences): ClassChange[] => {
  const goes = (each: { readonly name: string; readonly change: string }) =>
    each.name === from && each.change !== 'added' && each.change !== 'retargeted';
  return [
    ...classes.filter(goes).map(({ control }) => ({ type: 'rename' as const, control, from, to })),
    ...controls.filter(goes).map(() => ({ type: 'rename-control' as const, from, to })),
    ...objects.filter(goes).map(() => ({ type: 'rename-object' as const, from, to })),
  ];
};
