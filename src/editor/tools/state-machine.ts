import { type Readable, signal } from '../signals.ts';
import type { ToolEvent, ToolEventType } from './tool-event.ts';

/**
 * One state of a tool: one file, one factory. What a state needs it gets as arguments and keeps in its closure, so it
 * ends with the state. One that passes gets `next`, the state to go on with, so it knows nothing of who entered it. A
 * handler answers false to let the event go on.
 */
export interface ToolState {
  /** `rectangle.drawing` */
  readonly name: string;
  readonly on: {
    readonly [T in ToolEventType]?: (event: Extract<ToolEvent, { type: T }>) => boolean | void;
  };
  readonly cursor?: string;
  exit?(): void;
}

export interface StateMachine {
  readonly state: Readable<ToolState>;
  go(next: ToolState): void;
  /** True when the state took the event. */
  send(event: ToolEvent): boolean;
}

export function createStateMachine(first: ToolState): StateMachine {
  const state = signal<ToolState>(first);
  return {
    state,
    go(next) {
      state.peek().exit?.();
      state.set(next);
    },
    send(event) {
      const handler = state.peek().on[event.type] as ((event: ToolEvent) => boolean | void) | undefined;
      return handler ? handler(event) !== false : false;
    },
  };
}
