import { FormatError } from './format-error.ts';

export type JsonSplitter = {
  /** The texts of the items that this piece completed. */
  push(text: string): readonly string[];
  /** The last item, where the text ends with it; refuses (FormatError) a text that is cut off. */
  end(): readonly string[];
  /** True when the text is one array, whose elements are the items. */
  inArray(): boolean;
};

/** An item larger than this is refused: it would be held in memory whole. */
const maxItem = 64 * 1024 * 1024;

/**
 * Cuts JSON text into its items without parsing them: the elements of one array, or values one after the other
 * (JSON Lines, a single object). Memory holds one item.
 */
export const jsonSplitter = (): JsonSplitter => {
  let array: boolean | undefined;
  let closed = false;
  let depth = 0;
  let inString = false;
  let escaped = false;
  let comma = false;
  let count = 0;
  let kept: string[] = [];
  let keptLength = 0;

  const refuse = (reason: string): never => {
    throw new FormatError(count, reason);
  };
  const finish = (text: string): string => {
    const item = kept.length === 0 ? text : kept.join('') + text;
    kept = [];
    keptLength = 0;
    comma = false;
    count += 1;
    return item;
  };
  const holding = (): boolean => keptLength > 0;

  const push = (text: string): readonly string[] => {
    const items: string[] = [];
    // start of the item within this piece; -1: between items. A scalar ends at the next delimiter.
    let start = holding() ? 0 : -1;
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (inString) {
        if (escaped) escaped = false;
        else if (code === 0x5c) escaped = true;
        else if (code === 0x22) {
          inString = false;
          if (depth === 0) {
            items.push(finish(text.slice(start, at + 1)));
            start = -1;
          }
        }
        continue;
      }
      switch (code) {
        case 0x22: // "
          if (start < 0) start = at;
          inString = true;
          break;
        case 0x7b: // {
        case 0x5b: // [
          if (array === undefined && code === 0x5b) {
            array = true;
            break;
          }
          array ??= false;
          if (closed) refuse('text follows the end of the array');
          if (start < 0) start = at;
          depth += 1;
          break;
        case 0x7d: // }
        case 0x5d: // ]
          if (depth === 0) {
            if (code === 0x7d || array !== true || closed) refuse('a bracket closes what was not opened');
            if (start >= 0) {
              items.push(finish(text.slice(start, at)));
              start = -1;
            }
            if (comma) refuse('a comma stands before the end of the array');
            closed = true;
            break;
          }
          depth -= 1;
          if (depth === 0) {
            items.push(finish(text.slice(start, at + 1)));
            start = -1;
          }
          break;
        case 0x20:
        case 0x09:
        case 0x0a:
        case 0x0d:
        case 0x2c: // whitespace and comma end a scalar
          if (depth > 0) break;
          if (start >= 0) {
            items.push(finish(text.slice(start, at)));
            start = -1;
          }
          if (code === 0x2c) {
            if (array !== true || closed || comma || count === 0)
              refuse('a comma stands where a value belongs');
            comma = true;
          }
          break;
        default:
          if (closed) refuse('text follows the end of the array');
          array ??= false;
          if (start < 0) start = at;
      }
    }
    if (start >= 0) {
      const rest = text.slice(start);
      kept.push(rest);
      keptLength += rest.length;
      if (keptLength > maxItem) refuse('the item is larger than 64 MiB');
    }
    return items;
  };

  return {
    push,
    inArray: () => array === true,
    end() {
      if (inString || depth > 0) refuse('the text ends in the middle of a value');
      if (holding() && array !== true) return [finish('')];
      if (array === true && !closed) refuse('the array does not end');
      return [];
    },
  };
};
