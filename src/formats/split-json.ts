const quote = 0x22;
const backslash = 0x5c;
const openers = new Set([0x7b, 0x5b]);
const closers = new Set([0x7d, 0x5d]);
const blanks = new Set([0x20, 0x09, 0x0a, 0x0d, 0x2c, 0x1e]);

/**
 * The JSON values of a stream, each as its own bytes, untouched: values one after another (JSON Lines,
 * concatenated JSON), or the items of one top-level list. Finds where values end; it does not judge them.
 * Memory is one value. Throws SyntaxError for a text that ends within a value.
 */
export async function* splitJson(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let depth = 0;
  let inString = false;
  let escaped = false;
  let started = false;
  let list: 'unknown' | 'yes' | 'no' = 'unknown';
  let parts: Uint8Array[] = [];
  const take = (chunk: Uint8Array, from: number, to: number): Uint8Array => {
    const value = Buffer.concat([...parts, chunk.subarray(from, to)]);
    parts = [];
    started = false;
    return value;
  };
  for await (const chunk of source) {
    let begin = 0;
    for (let at = 0; at < chunk.length; at += 1) {
      const byte = chunk[at] as number;
      if (inString) {
        if (escaped) escaped = false;
        else if (byte === backslash) escaped = true;
        else if (byte === quote) inString = false;
        if (!inString && depth === 0) {
          yield take(chunk, begin, at + 1);
          begin = at + 1;
        }
        continue;
      }
      if (!started) {
        if (blanks.has(byte)) {
          begin = at + 1;
          continue;
        }
        if (list === 'unknown') {
          list = byte === 0x5b ? 'yes' : 'no';
          if (list === 'yes') {
            begin = at + 1;
            continue;
          }
        }
        if (list === 'yes' && byte === 0x5d) {
          list = 'no';
          begin = at + 1;
          continue;
        }
        started = true;
        begin = at;
      }
      if (byte === quote) inString = true;
      else if (openers.has(byte)) depth += 1;
      else if (closers.has(byte)) {
        if (depth === 0) {
          // A bare number or word that ended at its list's closing bracket.
          yield take(chunk, begin, at);
          list = 'no';
          begin = at + 1;
          continue;
        }
        depth -= 1;
        if (depth === 0) {
          yield take(chunk, begin, at + 1);
          begin = at + 1;
        }
      } else if (depth === 0 && blanks.has(byte)) {
        yield take(chunk, begin, at);
        begin = at + 1;
      }
    }
    if (started) parts.push(chunk.slice(begin));
  }
  if (inString || depth > 0) throw new SyntaxError('the JSON ends within a value');
  if (started) yield take(new Uint8Array(), 0, 0);
  if (list === 'yes') throw new SyntaxError('the JSON list has no end');
}
