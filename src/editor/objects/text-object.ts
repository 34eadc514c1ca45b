import { attribute, flag, type TagNode } from '../config/tag-node.ts';
import type { EditorCore } from '../editor-core.ts';
import { createTextOffsets, type TextOffsets } from '../kernels/text-offsets.ts';
import type { Granularity } from '../kernels/snap-range.ts';
import { createStateMachine, type StateMachine } from '../tools/state-machine.ts';
import { idle } from '../tools/text-select/idle.ts';
import type { TextTool } from '../tools/text-select/text-tool.ts';
import type { ObjectKind, ObjectModel } from './object-model.ts';

export interface TextObject extends ObjectModel {
  readonly machine: StateMachine;
  readonly offsets: TextOffsets;
  readonly showLabels: boolean;
  /** A range that waits for its class, in code points. */
  readonly tool: TextTool;
}

const decode = (text: string, encoding: string | undefined): string => {
  if (encoding === undefined || encoding === 'none') return text;
  const bytes = Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
  return new TextDecoder().decode(bytes);
};

const textOfData = (node: TagNode): string => {
  const { data } = node;
  if (data === undefined || data === null) return '';
  if (Array.isArray(data)) return data.map(String).join('\n');
  try {
    return decode(
      typeof data === 'object' ? JSON.stringify(data) : String(data),
      attribute(node, 'encoding'),
    );
  } catch {
    return String(data);
  }
};

export const textObject: ObjectKind = {
  tag: 'text',
  create(node, name, core: EditorCore): TextObject {
    const offsets = createTextOffsets(textOfData(node));
    const isUrl = attribute(node, 'valueType') === 'url';
    const saves = attribute(node, 'saveTextResult');
    const tool = {} as { -readonly [K in keyof TextTool]: TextTool[K] };
    const object: Omit<TextObject, 'machine'> = {
      name,
      tag: 'text',
      node,
      offsets,
      tool,
      showLabels: flag(node, 'showLabels', true),
      commands: [],
      envelope: () => ({}),
    };
    tool.core = core;
    tool.name = name;
    tool.offsets = offsets;
    tool.granularity = (attribute(node, 'granularity') ?? 'symbol') as Granularity;
    tool.savesText = saves ? saves === 'yes' : !isUrl;
    tool.machine = createStateMachine(idle(tool));
    return { ...object, machine: tool.machine };
  },
};
