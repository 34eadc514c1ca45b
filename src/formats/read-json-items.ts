import { JsonRefused, parseJson } from '../labels/canonical-json.ts';
import type { Json } from '../labels/json.ts';
import { decodeText } from './decode-text.ts';
import { FormatError } from './format-error.ts';
import { jsonSplitter } from './json-splitter.ts';

/**
 * The items of a JSON file (the elements of its array, or its one value) or of JSON Lines, one after the other;
 * memory holds one item. Throws FormatError with the item's index.
 */
export async function* readJsonItems(chunks: AsyncIterable<Uint8Array>): AsyncIterable<Json> {
  const splitter = jsonSplitter();
  let index = 0;
  const parse = (text: string): Json => {
    try {
      return parseJson(text);
    } catch (error) {
      if (error instanceof JsonRefused) throw new FormatError(index, error.reason);
      throw error;
    }
  };
  for await (const text of decodeText(chunks)) {
    for (const item of splitter.push(text)) {
      yield parse(item);
      index += 1;
    }
  }
  for (const item of splitter.end()) yield parse(item);
}
