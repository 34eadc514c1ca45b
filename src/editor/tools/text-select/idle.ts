import type { ToolState } from '../state-machine.ts';
import { pending } from './pending.ts';
import { createSpan, hasPen, settleRange, spansAt, type TextTool } from './text-tool.ts';

/** Waits for a selection (a new span, or one that wants a class) or a click on a span. */
export const idle = (tool: TextTool): ToolState => ({
  name: 'text-select.idle',
  on: {
    range(event) {
      if (tool.core.session.readOnly.peek()) return false;
      const range = settleRange(tool, event);
      if (!range) return false;
      if (hasPen(tool)) createSpan(tool, range);
      else if (tool.core.canLabel(tool.name)) tool.machine.go(pending(tool, range, () => idle(tool)));
      return true;
    },
    tap(event) {
      const found = spansAt(tool, event.at.x);
      const selected = tool.core.session.selection.peek();
      // A click on what is selected already goes on to the span below it.
      const now = found.findIndex((region) => region.id === selected.at(-1));
      const next = found[(now + 1) % found.length];
      if (!next) tool.core.edit.select([]);
      else if (event.extend) tool.core.edit.toggleSelected(next.id);
      else if (found.length === 1 && now === 0) tool.core.edit.select([]);
      else tool.core.edit.select([next.id]);
      return true;
    },
  },
});
