import { useCallback, useSyncExternalStore } from 'react';
import type { CommandView } from '../../editor/commands/command.ts';
import type { Editor } from '../../editor/editor.ts';

const none: readonly CommandView[] = [];

/** The editor's commands as they are now: what is enabled follows the work. */
export const useCommands = (editor: Editor | null) => {
  const subscribe = useCallback(
    (listener: () => void) => (editor ? editor.commands.subscribe(listener) : () => undefined),
    [editor],
  );
  const list = useSyncExternalStore(subscribe, () => editor?.commands.list() ?? none);
  return {
    enabled: (id: string) => list.find((command) => command.id === id)?.enabled ?? false,
    has: (id: string) => list.some((command) => command.id === id),
    run: (id: string) => void editor?.commands.run(id),
  };
};
