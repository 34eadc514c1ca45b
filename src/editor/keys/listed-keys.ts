import type { CommandView } from '../commands/command.ts';
import type { PageKey } from '../editor.ts';
import type { EditorCore } from '../editor-core.ts';

export type ListedKey = Pick<CommandView, 'title' | 'chords'>;

export interface KeyGroup {
  readonly name: CommandView['group'];
  readonly commands: readonly ListedKey[];
}

/** What is pressed at every task first. */
const order: readonly CommandView['group'][] = [
  'Choices',
  'Labels',
  'Task',
  'Tools',
  'Regions',
  'View',
  'Help',
];

/**
 * The commands that have a key and can be used in this config, by group, with what the page hears among those of the task;
 * nothing about regions where there can be none.
 */
export function listedKeys(core: EditorCore, pageKeys: readonly PageKey[] = []): readonly KeyGroup[] {
  const hasRegions =
    core.regions.all.peek().length > 0 ||
    core.suggestions.open.peek().length > 0 ||
    core.controls.some(({ kind }) => kind.family === 'labels' || kind.family === 'shape');
  const views = core.commandViews.peek().filter(({ chords }) => chords.length > 0);
  return order
    .filter((name) => name !== 'Regions' || hasRegions)
    .map((name) => ({
      name,
      commands: [
        ...views.filter(({ group }) => group === name),
        ...(name === 'Task' ? pageKeys.map(({ title, chord }) => ({ title, chords: [chord] })) : []),
      ],
    }))
    .filter(({ commands }) => commands.length > 0);
}
