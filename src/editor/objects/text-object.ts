import type { TextOffsets } from '../kernels/text-offsets.ts';
import type { Readable } from '../signals.ts';
import type { StateMachine } from '../tools/state-machine.ts';
import type { TextTool } from '../tools/text-select/text-tool.ts';
import type { ObjectModel } from './object-model.ts';

/** A Text at work. */
export interface TextObject extends ObjectModel {
  readonly machine: StateMachine;
  readonly text: Readable<TextOffsets>;
  readonly showLabels: boolean;
  /** Where the text must be fetched from (valueType="url"). */
  readonly address: string | undefined;
  readonly tool: TextTool;
  /** Puts in the text that was fetched. */
  setText(text: string): void;
}
