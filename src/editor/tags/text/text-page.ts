import { blockAt, cutBlocks, type TextBlock } from '../../kernels/text-blocks.ts';
import { element } from '../../render/element.ts';

/** A text on the page: its blocks, and the way between offsets (UTF-16 units) and places in the document. */
export interface TextPage {
  readonly body: HTMLElement;
  show(text: string): void;
  /** A range for offsets; null when they are outside of the text. */
  rangeOf(start: number, end: number): StaticRange | null;
  liveRange(start: number, end: number): Range;
  /** The offset of a place; null when the place is not in this text. */
  offsetOf(node: Node, offset: number): number | null;
  /** The offset under a point of the viewport. */
  offsetAtPoint(x: number, y: number): number | null;
  /** The offsets of the blocks that touch this stretch of the viewport. */
  inSight(top: number, bottom: number): TextBlock;
}

export function createTextPage(): TextPage {
  const body = element('div', { class: 'lw-text-body', role: 'document' });
  let blocks: readonly TextBlock[] = cutBlocks('');
  let nodes: Text[] = [];

  const place = (units: number): readonly [Text, number] => {
    const index = blockAt(blocks, units);
    const node = nodes[index] as Text;
    return [node, Math.max(0, Math.min(node.length, units - (blocks[index] as TextBlock).start))];
  };
  const offsetOf = (node: Node, offset: number): number | null => {
    if (!body.contains(node)) return null;
    if (node === body) return (blocks[offset] ?? { start: blocks.at(-1)?.end ?? 0 }).start;
    const block = node.nodeType === Node.TEXT_NODE ? node.parentElement : (node as Element);
    const index = Number(block?.getAttribute('data-block'));
    const { start, end } = blocks[index] as TextBlock;
    return node.nodeType === Node.TEXT_NODE ? start + offset : offset === 0 ? start : end;
  };

  return {
    body,
    offsetOf,
    show(text) {
      blocks = cutBlocks(text);
      nodes = blocks.map(({ start, end }) => document.createTextNode(text.slice(start, end)));
      body.replaceChildren(
        ...nodes.map((node, index) =>
          element('div', { class: 'lw-text-block', 'data-block': index, dir: 'auto' }, node),
        ),
      );
    },
    rangeOf(start, end) {
      if (start >= end || end > (blocks.at(-1)?.end ?? 0)) return null;
      const [startContainer, startOffset] = place(start);
      const [endContainer, endOffset] = placeBefore(end);
      return new StaticRange({ startContainer, startOffset, endContainer, endOffset });
    },
    liveRange(start, end) {
      const range = document.createRange();
      range.setStart(...place(start));
      range.setEnd(...(end > start ? placeBefore(end) : place(end)));
      return range;
    },
    offsetAtPoint(x, y) {
      const at = caretAt(x, y);
      return at && offsetOf(at.node, at.offset);
    },
    inSight(top, bottom) {
      const first = firstIndex((index) => rectOf(index).bottom > top);
      const last = firstIndex((index) => rectOf(index).top > bottom) - 1;
      return {
        start: blocks[Math.min(first, blocks.length - 1)]?.start ?? 0,
        end: blocks[Math.max(0, Math.min(last, blocks.length - 1))]?.end ?? 0,
      };
    },
  };

  /** An end lies after its last character, in that character's block. */
  function placeBefore(units: number): readonly [Text, number] {
    const [node, offset] = place(Math.max(0, units - 1));
    return [node, Math.min(node.length, offset + 1)];
  }
  function rectOf(index: number): DOMRect {
    return (body.children[index] as Element).getBoundingClientRect();
  }
  /** Blocks lie one below the other, so the first that passes a line is found by halving. */
  function firstIndex(passes: (index: number) => boolean): number {
    let low = 0;
    let high = blocks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (passes(middle)) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

interface CaretPlace {
  readonly node: Node;
  readonly offset: number;
}

function caretAt(x: number, y: number): CaretPlace | null {
  if ('caretPositionFromPoint' in document) {
    const at = document.caretPositionFromPoint(x, y);
    return at && { node: at.offsetNode, offset: at.offset };
  }
  const range = (
    document as unknown as { caretRangeFromPoint(x: number, y: number): Range | null }
  ).caretRangeFromPoint(x, y);
  return range && { node: range.startContainer, offset: range.startOffset };
}
