/**
 * The records of a line or CSV stream, each with its line end: for `csv`, a line end within quotes belongs
 * to the record (RFC 4180). Memory is one record.
 */
export async function* splitRecords(
  source: AsyncIterable<Uint8Array>,
  kind: 'line' | 'csv',
): AsyncGenerator<Uint8Array> {
  let parts: Uint8Array[] = [];
  let quoted = false;
  for await (const chunk of source) {
    let begin = 0;
    for (let at = 0; at < chunk.length; at += 1) {
      const byte = chunk[at];
      if (kind === 'csv' && byte === 0x22) quoted = !quoted;
      else if (byte === 0x0a && !quoted) {
        yield Buffer.concat([...parts, chunk.subarray(begin, at + 1)]);
        parts = [];
        begin = at + 1;
      }
    }
    if (begin < chunk.length) parts.push(chunk.slice(begin));
  }
  if (parts.length > 0) yield Buffer.concat(parts);
}
