import type { LabelChange } from '../contract/project-labels.ts';
import type { ChangedPart, ChangedResult } from './changed-parts.ts';
import { excerptOf, type ShownResult, wordsOf } from './result-text.ts';

/** The two versions of the task that a result is in. */
type Versions = Pick<LabelChange, 'before' | 'after'>;

/** What became of a result, in words. */
export type ResultWords = {
  /** What it said; null where it was not there. */
  readonly was: string | null;
  readonly is: string | null;
  /** The marked text, where both say it of the same. */
  readonly quote: string;
  /** `moved, resized`. */
  readonly more: string;
  /** Of its control. */
  readonly name: string | undefined;
};

/** Results of one region share its place, so that it moved is said of the first only. */
export const resultWords = (
  { before, after, fields }: ChangedResult,
  versions: Versions,
  isFirst: boolean,
): ResultWords => {
  const was = before && tellingOf(before, versions.before);
  const is = after && tellingOf(after, versions.after);
  // the text is said once where only the class differs
  const quote = was?.words && is?.words && was.quote === is.quote ? was.quote : '';
  return {
    was: was && sayOf(was, quote),
    is: is && sayOf(is, quote),
    quote,
    more: isFirst ? fieldsInWords(fields) : '',
    name: after?.from_name ?? before?.from_name,
  };
};

/** A changed part in a line of text: `relabeled Cat → Dog (box)`, `added Person “Ada” (who)`. */
export const partText = ({ kind, results }: ChangedPart, versions: Versions): string => {
  const said = results.map((result, index) => {
    const { was, is, quote, more, name } = resultWords(result, versions, index === 0);
    const words = was !== null && is !== null && was !== is ? `${was} → ${is}` : (is ?? was);
    return [words, quote, more, name === undefined ? '' : `(${name})`].filter(Boolean).join(' ');
  });
  return `${kind} ${said.join(', ')}`;
};

const fieldWords: readonly (readonly [RegExp, string])[] = [
  [/^value\.(x|y)$/, 'moved'],
  [/^value\.(width|height|radiusX|radiusY)$/, 'resized'],
  [/^value\.rotation$/, 'turned'],
  [/^value\.(points|rle|vertices)$/, 'redrawn'],
  [/^value\.(start|end|startOffset|endOffset)$/, 'other ends'],
  [/^score$/, 'another score'],
  [/^(meta|hidden|locked|readonly|origin)$/, 'its notes'],
];

/** What changed of a result beside its words: `moved, resized`. */
export const fieldsInWords = (fields: readonly string[]): string =>
  fieldWords
    .filter(([names]) => fields.some((field) => names.test(field)))
    .map(([, word]) => word)
    .join(', ');

/** What a result says, and the text that it says it of. */
type Telling = { readonly words: string; readonly quote: string };

const sayOf = ({ words, quote }: Telling, shared: string): string =>
  [words, quote === shared ? '' : quote].filter(Boolean).join(' ');

type File = {
  readonly data?: Readonly<Record<string, unknown>>;
  readonly annotations?: readonly { readonly result: readonly ShownResult[] }[];
};

/** A result in words: its class and the text that it marks, or what a relation joins. */
const tellingOf = (result: ShownResult, file: unknown): Telling => {
  const { data = {}, annotations = [] } = (file ?? {}) as File;
  if (result.type === 'relation') {
    const results = annotations.flatMap((annotation) => annotation.result);
    const [from, to] = [result.from_id, result.to_id].map((id) => {
      const end = results.find((each) => each.id === id);
      return end ? sayOf(tellingOf(end, file), '') : '?';
    });
    const words = wordsOf(result).join(', ');
    return { words: `${from} → ${to}${words ? `: ${words}` : ''}`, quote: '' };
  }
  const excerpt = excerptOf(result, data);
  const { text, ...value } = result.value ?? {};
  if (excerpt) return { words: wordsOf({ ...result, value }).join(', '), quote: `“${excerpt.span}”` };
  const words = wordsOf(result).join(', ');
  return { words: words || (Array.isArray(text) ? 'nothing' : (result.type ?? 'result')), quote: '' };
};
