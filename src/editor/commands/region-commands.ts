import type { EditorCore } from '../editor-core.ts';
import type { Region } from '../regions/region.ts';
import { batch, type Signal } from '../signals.ts';
import type { Command } from './command.ts';

/** Choosing, hiding, locking and deleting regions. */
export function regionCommands(core: EditorCore): Command[] {
  const { session, regions, edit } = core;
  const canWrite = (): boolean => !session.readOnly.get();
  const hasSelection = (): boolean => session.selection.get().length > 0;
  const hasRegions = (): boolean => regions.all.get().length > 0;
  const busyTool = () =>
    core.objects.find((object) => object.machine && !object.machine.state.get().name.endsWith('.idle'));

  // Past the last region the key is left to the browser: Tab must lead out of the object.
  const neighbour = (by: 1 | -1): Region | undefined => {
    const all = regions.all.get();
    const now = session.selection.get().at(-1);
    if (now === undefined) return by > 0 ? all[0] : undefined;
    return all[all.findIndex((region) => region.id === now) + by];
  };
  const step = (by: 1 | -1): void => {
    const region = neighbour(by);
    if (region) edit.select([region.id]);
  };
  const toggle = (set: Signal<ReadonlySet<string>>, ids: readonly string[]): void => {
    const next = new Set(set.peek());
    const off = ids.every((id) => next.has(id));
    for (const id of ids) {
      if (off) next.delete(id);
      else next.add(id);
    }
    set.set(next);
  };

  return [
    {
      id: 'cancel',
      title: 'Leave off drawing',
      group: 'Regions',
      enabled: () => busyTool() !== undefined,
      run: () => void busyTool()?.machine?.send({ type: 'cancel' }),
    },
    {
      id: 'unselect',
      title: 'Unselect; put labels away',
      group: 'Regions',
      enabled: () => hasSelection() || session.armed.get().size > 0,
      run: () =>
        batch(() => {
          if (session.selection.peek().length > 0) edit.select([]);
          else session.armed.set(new Map());
        }),
    },
    {
      id: 'delete-regions',
      title: 'Delete selected regions',
      group: 'Regions',
      enabled: () => canWrite() && hasSelection(),
      run: () => edit.deleteRegions(session.selection.peek()),
    },
    {
      id: 'delete-all-regions',
      title: 'Delete all regions',
      group: 'Regions',
      enabled: () => canWrite() && hasRegions(),
      run: () => edit.deleteRegions(regions.all.peek().map((region) => region.id)),
    },
    {
      id: 'next-region',
      title: 'Next region',
      group: 'Regions',
      onObject: true,
      enabled: () => neighbour(1) !== undefined,
      run: () => step(1),
    },
    {
      id: 'previous-region',
      title: 'Previous region',
      group: 'Regions',
      onObject: true,
      enabled: () => neighbour(-1) !== undefined,
      run: () => step(-1),
    },
    {
      id: 'select-all',
      title: 'Select all regions',
      group: 'Regions',
      onObject: true,
      enabled: hasRegions,
      run: () => edit.select(regions.all.peek().map((region) => region.id)),
    },
    {
      id: 'hide-regions',
      title: 'Hide or show selected regions',
      group: 'Regions',
      enabled: hasSelection,
      run: () => toggle(session.hidden, session.selection.peek()),
    },
    {
      id: 'hide-all',
      title: 'Hide or show all regions',
      group: 'Regions',
      enabled: hasRegions,
      run: () =>
        toggle(
          session.hidden,
          regions.all.peek().map((region) => region.id),
        ),
    },
    {
      id: 'lock-regions',
      title: 'Lock or unlock selected regions',
      group: 'Regions',
      enabled: hasSelection,
      run: () => toggle(session.locked, session.selection.peek()),
    },
  ];
}
