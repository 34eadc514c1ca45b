import { indexCodePoints } from '../../labels/text/code-points.ts';
import type { ExportFormat, ExportInput } from '../export-format.ts';
import { finishedAnnotations, numberTasks } from './number-tasks.ts';
import { textChunks } from './text-chunks.ts';
import { type TextSpan, textObjectOf, textOfTask, textSpans } from './text-spans.ts';
import { treebankTokens } from './treebank-tokens.ts';

/**
 * One token on a line, `token -X- _ tag`, an empty line after each annotation's text. Tags are B- and I- of the
 * first label of the first Labels control; a token in two spans has the one that begins first.
 */
export const conllFormat: ExportFormat = {
  name: 'CONLL2003',
  title: 'CoNLL-2003',
  description:
    'Tokens with B-, I- and O tags. Overlapping spans do not fit: the one that begins first counts.',
  extension: '.conll',
  isFolder: false,
  mediaType: 'text/plain; charset=utf-8',
  whyNot: (config) => {
    const text = textObjectOf(config, ['labels'], 'Labels');
    return typeof text === 'string' ? text : null;
  },
  write: async function* (input) {
    yield { type: 'chunks', path: 'result.conll', chunks: textChunks(sentences(input)) };
  },
};

async function* sentences(input: ExportInput): AsyncIterable<string> {
  const object = textObjectOf(input.config, ['labels'], 'Labels');
  if (typeof object === 'string') throw new Error(`not a config for CoNLL: ${object}`);
  yield '-DOCSTART- -X- O\n';
  for await (const task of numberTasks(input)) {
    const text = textOfTask(object, task.file);
    if (text === undefined) continue;
    const annotations = finishedAnnotations(task, input.annotations).map(({ result }) => result);
    for (const result of task.file.annotations.length === 0 ? [[]] : annotations) {
      const spans = textSpans(result, object.name);
      yield sentence(
        text,
        spans.filter(({ control }) => control === spans[0]?.control),
      );
    }
  }
}

const sentence = (text: string, spans: readonly TextSpan[]): string => {
  const places = indexCodePoints(text);
  const inOrder = spans
    .map(({ start, end, labels: [label] }) => ({
      start: places.toUtf16(start),
      end: places.toUtf16(end),
      label,
    }))
    .toSorted((a, b) => a.start - b.start);
  const lines: string[] = [];
  const begun = new Set<(typeof inOrder)[number]>();
  let first = 0;
  for (const token of treebankTokens(text)) {
    while ((inOrder[first]?.end ?? Infinity) <= token.start) first++;
    // Spans are few where they overlap: those that begin before the token ends.
    let span: (typeof inOrder)[number] | undefined;
    for (let at = first; at < inOrder.length && (inOrder[at]?.start ?? 0) < token.end; at++)
      if ((inOrder[at]?.end ?? 0) > token.start) {
        span = inOrder[at];
        break;
      }
    const tag =
      span === undefined ? 'O' : `${begun.has(span) ? 'I' : 'B'}-${span.label.replace(/\s+/g, '_')}`;
    if (span !== undefined) begun.add(span);
    lines.push(`${token.text} -X- _ ${tag}\n`);
  }
  return `${lines.join('')}\n`;
};
