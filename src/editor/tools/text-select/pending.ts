import type { ToolState } from '../state-machine.ts';
import { createSpan, type PointRange, settleRange, type TextTool } from './text-tool.ts';

/** A range is selected and no class was armed: the next class chosen makes it a span. */
export function pending(
  tool: TextTool,
  range: PointRange,
  next: () => ToolState,
): ToolState & { readonly range: PointRange } {
  const text = tool.offsets().slice(range.start, Math.min(range.end, range.start + 60));
  tool.core.session.notice.set({ text: `Choose a label for “${text}”.`, tone: 'plain' });
  return {
    name: 'text-select.pending',
    range,
    on: {
      range(event) {
        const other = settleRange(tool, event);
        if (other) tool.machine.go(pending(tool, other, next));
        return true;
      },
      label({ control, option }) {
        const { armed } = tool.core.session;
        const before = armed.peek();
        armed.set(new Map([[control, [option]]]));
        tool.machine.go(next());
        createSpan(tool, range);
        armed.set(before);
        return true;
      },
      tap() {
        tool.machine.go(next());
        return true;
      },
      cancel() {
        tool.machine.go(next());
        return true;
      },
    },
    exit() {
      if (tool.core.session.notice.peek()?.tone === 'plain') tool.core.session.notice.set(null);
    },
  };
}
