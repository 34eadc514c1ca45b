import type { EditorCore } from '../editor-core.ts';
import type { Command } from './command.ts';
import { clipboardCommands } from './clipboard-commands.ts';
import { optionCommands } from './option-commands.ts';
import { regionCommands } from './region-commands.ts';
import { relationCommands } from './relation-commands.ts';
import { suggestionCommands } from './suggestion-commands.ts';
import { taskCommands } from './task-commands.ts';

/** All commands of this config, in the order in which a chord tries them. */
export const createCommands = (core: EditorCore): readonly Command[] => [
  ...core.objects.flatMap((object) => object.commands),
  ...taskCommands(core),
  ...suggestionCommands(core),
  ...relationCommands(core),
  ...regionCommands(core),
  ...clipboardCommands(core),
  ...optionCommands(core),
];
