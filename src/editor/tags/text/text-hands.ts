import type { TextObject } from '../../objects/text-object.ts';
import type { Scope } from '../../scope.ts';
import { hasPen } from '../../tools/text-select/text-tool.ts';
import type { TextPage } from './text-page.ts';

/** The selection in this text, in code points; null when it is elsewhere or nothing. */
function selectedPoints(object: TextObject, text: TextPage): { start: number; end: number } | null {
  const selection = document.getSelection();
  if (!selection || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const start = text.offsetOf(range.startContainer, range.startOffset);
  const end = text.offsetOf(range.endContainer, range.endOffset);
  if (start === null || end === null) return null;
  const offsets = object.text.peek();
  return { start: offsets.toPoints(start), end: offsets.toPoints(end) };
}

/** Mouse, touch and pen: what was selected becomes a span, a click chooses one. */
export function followPointer(object: TextObject, text: TextPage, box: HTMLElement, scope: Scope): void {
  let pressed: { x: number; y: number } | null = null;
  const settle = (event: PointerEvent | TouchEvent, x: number, y: number): void => {
    const range = selectedPoints(object, text);
    if (range && range.start < range.end) {
      const before = object.tool.core.regions.all.peek().length;
      object.machine.send({ type: 'range', ...range });
      if (object.tool.core.regions.all.peek().length > before) document.getSelection()?.removeAllRanges();
      return;
    }
    const units = text.offsetAtPoint(x, y);
    if (units === null) return;
    const at = { x: object.text.peek().toPoints(units), y: 0 };
    object.machine.send({ type: 'tap', at, extend: event.shiftKey || event.ctrlKey || event.metaKey });
  };
  scope.listen(box, 'pointerdown', (event) => {
    if (event.button === 0) pressed = { x: event.clientX, y: event.clientY };
  });
  // Released anywhere: a drag may end outside of the text. The browser settles its selection after the event.
  scope.listen(document, 'pointerup', (event) => {
    const begun = pressed;
    pressed = null;
    if (begun) scope.timeout(() => settle(event as PointerEvent, begun.x, begun.y), 0);
  });
  scope.listen(document, 'pointercancel', () => void (pressed = null));
  // A selection by long press ends without a pointerup.
  scope.listen(box, 'touchend', (event) => {
    const range = selectedPoints(object, text);
    if (range && range.start < range.end) settle(event, 0, 0);
  });
}

const moves: Readonly<Record<string, readonly [direction: string, unit: string, jump: string]>> = {
  ArrowLeft: ['left', 'character', 'word'],
  ArrowRight: ['right', 'character', 'word'],
  ArrowUp: ['backward', 'line', 'paragraph'],
  ArrowDown: ['forward', 'line', 'paragraph'],
  Home: ['backward', 'lineboundary', 'documentboundary'],
  End: ['forward', 'lineboundary', 'documentboundary'],
};

/**
 * Keys alone: arrows move a caret (with Ctrl by words), Shift selects, Enter makes a span or chooses the one at the
 * caret, a label's key makes a span of what is selected.
 */
export function followKeys(
  object: TextObject,
  text: TextPage,
  box: HTMLElement,
  caret: HTMLElement,
  scope: Scope,
): void {
  let last = 0;
  const selection = (): Selection | null => document.getSelection();
  const isHere = (): boolean => {
    const node = selection()?.focusNode;
    return node !== null && node !== undefined && text.body.contains(node);
  };
  const showCaret = (): void => {
    const now = selection();
    const isShown = document.activeElement === box && isHere() && now?.focusNode;
    caret.hidden = !isShown;
    if (!isShown || !now?.focusNode) return;
    const units = text.offsetOf(now.focusNode, now.focusOffset) ?? 0;
    last = units;
    const rects = text.liveRange(units, units).getClientRects();
    const rect = rects[rects.length - 1];
    const origin = caret.parentElement?.getBoundingClientRect();
    if (!rect || !origin) return;
    caret.style.left = `${rect.left - origin.left}px`;
    caret.style.top = `${rect.top - origin.top}px`;
    caret.style.height = `${rect.height || 18}px`;
    caret.scrollIntoView({ block: 'nearest' });
  };

  scope.listen(box, 'keydown', (event) => {
    const move = moves[event.key];
    if (event.target !== box || !move || event.metaKey || (event.altKey && !event.ctrlKey)) {
      if (event.target === box && event.key === 'Enter' && !event.ctrlKey && !event.metaKey && isHere())
        enter(event);
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    const now = selection();
    if (!now) return;
    if (!isHere())
      now.collapse(text.liveRange(last, last).startContainer, text.liveRange(last, last).startOffset);
    else now.modify(event.shiftKey ? 'extend' : 'move', move[0], event.ctrlKey ? move[2] : move[1]);
    if (!isHere())
      now.collapse(text.liveRange(last, last).startContainer, text.liveRange(last, last).startOffset);
    showCaret();
    const range = selectedPoints(object, text);
    if (range && range.start < range.end) {
      if (!hasPen(object.tool)) object.machine.send({ type: 'range', ...range });
    } else object.machine.send({ type: 'cancel' });
  });
  function enter(event: KeyboardEvent): void {
    const range = selectedPoints(object, text);
    if (!range) return;
    event.preventDefault();
    event.stopPropagation();
    if (range.start === range.end) {
      object.machine.send({ type: 'tap', at: { x: range.start, y: 0 }, extend: event.shiftKey });
      return;
    }
    object.machine.send({ type: 'range', ...range });
    if (object.machine.state.peek().name.endsWith('.idle')) selection()?.collapseToEnd();
    showCaret();
  }
  scope.listen(box, 'focus', showCaret);
  scope.listen(box, 'blur', () => void (caret.hidden = true));
  scope.listen(document, 'selectionchange', showCaret);
}
