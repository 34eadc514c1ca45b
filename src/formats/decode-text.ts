import { FormatError } from './format-error.ts';

/** Bytes as text, UTF-8 only, without a byte order mark; refuses (FormatError) bytes that are none. */
export async function* decodeText(chunks: AsyncIterable<Uint8Array>): AsyncIterable<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of chunks) {
      const text = decoder.decode(chunk, { stream: true });
      if (text !== '') yield text;
    }
    const rest = decoder.decode();
    if (rest !== '') yield rest;
  } catch (error) {
    if (error instanceof TypeError) throw new FormatError(0, 'the file is not UTF-8 text');
    throw error;
  }
}
