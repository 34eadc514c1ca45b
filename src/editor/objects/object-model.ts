import type { JsonObject } from '../../labels/json.ts';
import type { TagNode } from '../config/tag-node.ts';
import type { Command } from '../commands/command.ts';
import type { StateMachine } from '../tools/state-machine.ts';

/** An object tag at work, without its looks: what its tools act on. Its looks are in `tags/`. */
export interface ObjectModel {
  readonly name: string;
  readonly tag: string;
  readonly node: TagNode;
  /** The active tool; undefined for an object that has no regions. */
  readonly machine?: StateMachine;
  readonly commands: readonly Command[];
  /** Fields beside `value` that a new result gets: `original_width`. */
  envelope(): JsonObject;
}
