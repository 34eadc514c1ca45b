const encoder = new TextEncoder();
const chunkLength = 64 * 1024;

/** Pieces of text as UTF-8 in chunks of about 64 KiB. */
export async function* textChunks(pieces: AsyncIterable<string>): AsyncIterable<Uint8Array> {
  let waiting: string[] = [];
  let length = 0;
  for await (const piece of pieces) {
    waiting.push(piece);
    length += piece.length;
    if (length < chunkLength) continue;
    yield encoder.encode(waiting.join(''));
    waiting = [];
    length = 0;
  }
  if (length > 0) yield encoder.encode(waiting.join(''));
}

/** A JSON array of items that are JSON texts already, one on each line. */
export async function* jsonArray(items: AsyncIterable<string>): AsyncIterable<string> {
  yield '[';
  let separator = '\n';
  for await (const item of items) {
    yield `${separator}${item}`;
    separator = ',\n';
  }
  yield '\n]\n';
}

export const textBytes = (text: string): Uint8Array => encoder.encode(text);
