import type { EditorCore } from '../editor-core.ts';
import { batch } from '../signals.ts';
import type { Command } from './command.ts';

/** Alt+R, then the other region. */
export function relationCommands(core: EditorCore): Command[] {
  const { session } = core;
  const leave = (): void =>
    batch(() => {
      session.relating.set(null);
      session.notice.set(null);
    });
  return [
    {
      id: 'leave-relation',
      title: 'Leave off relating',
      group: 'Regions',
      enabled: () => session.relating.get() !== null,
      run: leave,
    },
    {
      id: 'start-relation',
      title: 'Relate to the next region chosen',
      group: 'Regions',
      enabled: () => !session.readOnly.get() && session.selection.get().length === 1,
      run: () => {
        const from = session.selection.peek().at(-1);
        if (session.relating.peek() !== null || from === undefined) {
          leave();
          return;
        }
        session.relating.set(from);
        session.notice.set({ text: 'Choose the region to relate to, or press Esc.', tone: 'plain' });
      },
    },
  ];
}
