import type { EditorCore } from '../editor-core.ts';
import type { Command } from './command.ts';

/** Suggested regions one by one: taken or waved away, the first that is open each time. */
export function suggestionCommands(core: EditorCore): Command[] {
  const first = () => core.suggestions.open.get()[0];
  const isOpen = (): boolean => !core.session.readOnly.get() && first() !== undefined;
  return [
    {
      id: 'accept-suggestion',
      title: 'Take the suggested region',
      group: 'Regions',
      enabled: isOpen,
      run: () => {
        const region = core.suggestions.open.peek()[0];
        if (region) core.suggestions.accept(region.id);
      },
    },
    {
      id: 'dismiss-suggestion',
      title: 'Wave the suggested region away',
      group: 'Regions',
      enabled: isOpen,
      run: () => {
        const region = core.suggestions.open.peek()[0];
        if (region) core.suggestions.dismiss(region.id);
      },
    },
  ];
}
