import type { Json } from '../../labels/json.ts';
import { attribute, flag, type TagNode } from '../config/tag-node.ts';
import type { Granularity } from '../kernels/snap-range.ts';
import { createTextOffsets } from '../kernels/text-offsets.ts';
import { signal } from '../signals.ts';
import { createStateMachine, type StateMachine } from '../tools/state-machine.ts';
import { idle } from '../tools/text-select/idle.ts';
import type { TextTool } from '../tools/text-select/text-tool.ts';
import type { ObjectKind } from './object-kind.ts';
import { textCommands } from './text-commands.ts';
import type { TextObject } from './text-object.ts';

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

export const textKind: ObjectKind = {
  tag: 'text',
  create(node, name, core): TextObject {
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
