import type { ToolState } from '../state-machine.ts';
import { idle } from './idle.ts';
import { createSpan, type PointRange, settleRange, type TextTool } from './text-tool.ts';

/** A range is selected and no class was armed: the next class chosen makes it a span. */
export function pending(tool: TextTool, range: PointRange): ToolState & { readonly range: PointRange } {
  const text = tool.offsets().slice(range.start, Math.min(range.end, range.start + 60));
  tool.core.session.notice.set({ text: `Choose a label for “${text}”.`, tone: 'plain' });
  return {
    name: 'text-select.pending',
    range,
    on: {
      range(event) {
        const next = settleRange(tool, event);
        if (next) tool.machine.go(pending(tool, next));
        return true;
      },
      label({ control, option }) {
        const { armed } = tool.core.session;
        const before = armed.peek();
        armed.set(new Map([[control, [option]]]));
        tool.machine.go(idle(tool));
        createSpan(tool, range);
        armed.set(before);
        return true;
      },
      tap() {
        tool.machine.go(idle(tool));
        return true;
      },
      cancel() {
        tool.machine.go(idle(tool));
        return true;
      },
    },
    exit() {
      if (tool.core.session.notice.peek()?.tone === 'plain') tool.core.session.notice.set(null);
    },
  };
}
