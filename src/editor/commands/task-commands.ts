import type { EditorCore } from '../editor-core.ts';
import { batch } from '../signals.ts';
import type { Command } from './command.ts';

/** Submit, skip, undo, redo, suggestions, help. */
export function taskCommands(core: EditorCore): Command[] {
  const { options, session, history } = core;
  const canWrite = (): boolean => !session.readOnly.get();
  const canSubmit = (): boolean =>
    canWrite() && (options.submitted ? options.onUpdate : options.onSubmit) !== undefined;
  const prediction = options.predictions?.[0];

  return [
    {
      id: 'submit',
      title: options.submitted ? 'Update' : 'Submit',
      group: 'Task',
      enabled: canSubmit,
      run: () => void core.submit(),
    },
    {
      id: 'skip',
      title: 'Skip',
      group: 'Task',
      enabled: () => canWrite() && options.onSkip !== undefined,
      run: () => options.onSkip?.(),
    },
    {
      id: 'save',
      title: 'Save the draft',
      group: 'Task',
      enabled: () => canWrite() && options.onSave !== undefined,
      run: () => {
        for (const handIn of core.beforeSubmit) handIn();
        options.onSave?.();
      },
    },
    {
      id: 'undo',
      title: 'Undo',
      group: 'Task',
      enabled: () => canWrite() && history.state.get().undo !== null,
      run: () => batch(() => void history.undo()),
    },
    {
      id: 'redo',
      title: 'Redo',
      group: 'Task',
      enabled: () => canWrite() && history.state.get().redo !== null,
      run: () => batch(() => void history.redo()),
    },
    {
      id: 'accept-prediction',
      title: 'Take the suggestion',
      group: 'Task',
      enabled: () => canWrite() && prediction !== undefined,
      run: () => core.acceptPrediction(0),
    },
    {
      id: 'help',
      title: 'List of keys',
      group: 'Help',
      enabled: () => options.onHelp !== undefined,
      run: () => options.onHelp?.(),
    },
  ];
}
