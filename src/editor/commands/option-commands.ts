import { pathName } from '../controls/control.ts';
import type { EditorCore } from '../editor-core.ts';
import { isVisible } from '../state/visibility.ts';
import type { Command } from './command.ts';

/** A command for each label and choice, with its own key. */
export const optionCommands = (core: EditorCore): Command[] =>
  core.controls
    .filter((control) => control.kind.family !== 'relations')
    .flatMap((control) =>
      control.options.map((option) => ({
        id: `choose:${control.name}:${pathName(option.path)}`,
        title: option.shown,
        group: control.kind.option === 'choice' ? ('Choices' as const) : ('Labels' as const),
        chords: option.hotkey ? [option.hotkey] : [],
        enabled: () =>
          !core.session.readOnly.get() && isVisible(control.node, core.sight(core.selectedRegion())),
        run: () => core.edit.chooseOption(control, option, true),
      })),
    );
