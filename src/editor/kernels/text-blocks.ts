/** A run of lines that is one element on the page. Offsets in UTF-16 units, end exclusive. */
export interface TextBlock {
  readonly start: number;
  readonly end: number;
}

/** Cuts a text at line ends into blocks of about `size` units, so that the page lays out only those in sight. */
export function cutBlocks(text: string, size = 4096): readonly TextBlock[] {
  const blocks: TextBlock[] = [];
  let start = 0;
  while (start < text.length) {
    const line = text.length - start <= size ? -1 : text.indexOf('\n', start + size);
    const end = line < 0 ? text.length : line + 1;
    blocks.push({ start, end });
    start = end;
  }
  if (blocks.length === 0) blocks.push({ start: 0, end: 0 });
  return blocks;
}

/** The block that holds a position; the end of the text belongs to the last. */
export function blockAt(blocks: readonly TextBlock[], units: number): number {
  let low = 0;
  let high = blocks.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((blocks[middle] as TextBlock).start <= units) low = middle;
    else high = middle - 1;
  }
  return low;
}
