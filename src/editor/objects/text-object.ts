import type { Json } from '../../labels/json.ts';
import { attribute, flag, type TagNode } from '../config/tag-node.ts';
import type { EditorCore } from '../editor-core.ts';
import { createTextOffsets, type TextOffsets } from '../kernels/text-offsets.ts';
import type { Granularity } from '../kernels/snap-range.ts';
import { type Readable, signal } from '../signals.ts';
import { createStateMachine, type StateMachine } from '../tools/state-machine.ts';
import { idle } from '../tools/text-select/idle.ts';
import type { TextTool } from '../tools/text-select/text-tool.ts';
import type { ObjectKind, ObjectModel } from './object-model.ts';
import { textCommands } from './text-commands.ts';

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

const decode = (text: string, encoding: string | undefined): string => {
  if (encoding === undefined || encoding === 'none') return text;
  const bytes = Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
  return new TextDecoder().decode(bytes);
};

const asText = (item: Json): string => (typeof item === 'object' ? JSON.stringify(item) : String(item));

const textOfData = (node: TagNode): string => {
  const { data } = node;
  if (data === undefined || data === null) return '';
  const text = Array.isArray(data) ? (data as readonly Json[]).map(asText).join('\n') : asText(data);
  try {
    return decode(text, attribute(node, 'encoding'));
  } catch {
    return text;
  }
};

export const textObject: ObjectKind = {
  tag: 'text',
  create(node, name, core: EditorCore): TextObject {
    const isUrl = attribute(node, 'valueType') === 'url';
    const saves = attribute(node, 'saveTextResult');
    const value = textOfData(node);
    const text = signal(createTextOffsets(isUrl ? '' : value));
    const tool: { -readonly [K in keyof TextTool]: TextTool[K] } = {
      core,
      name,
      offsets: () => text.peek(),
      granularity: (attribute(node, 'granularity') ?? 'symbol') as Granularity,
      savesText: saves ? saves === 'yes' : !isUrl,
      machine: undefined as unknown as StateMachine,
    };
    tool.machine = createStateMachine(idle(tool));
    const object: { -readonly [K in keyof TextObject]: TextObject[K] } = {
      name,
      tag: 'text',
      node,
      text,
      tool,
      machine: tool.machine,
      showLabels: flag(node, 'showLabels', true),
      address: isUrl ? value : undefined,
      commands: [],
      envelope: () => ({}),
      setText: (fetched) => text.set(createTextOffsets(fetched)),
    };
    object.commands = textCommands(object);
    return object;
  },
};
