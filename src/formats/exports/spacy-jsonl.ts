import type { Config, ConfigObject } from '../../labels/config/config.ts';
import { classesOf } from '../../labels/results/label-counts.ts';
import { isRelation, type LabelResult, textOf } from '../../labels/results/label-result.ts';
import { isClassification } from '../../labels/results/result-identity.ts';
import { isTextArray } from '../../labels/results/label-result.ts';
import { ownValue } from '../../labels/json.ts';
import type { ExportFormat, ExportInput } from '../export-format.ts';
import { finishedAnnotations, numberTasks } from './number-tasks.ts';
import { textChunks } from './text-chunks.ts';
import { type TextSpan, textObjectOf, textOfTask, textSpans } from './text-spans.ts';

const tags = ['labels', 'choices'];

/**
 * One line for each annotation, with the keys of spaCy's `Example.from_dict`: `entities` are spans that do not
 * overlap (the longest count), `spans.sc` are all of them where some do, `cats` is 1 or 0 for each choice. Offsets
 * are Python's. `relations` tell their two spans.
 */
export const spacyFormat: ExportFormat = {
  name: 'SPACY_JSONL',
  title: 'spaCy JSON Lines',
  description: 'A line of JSON for each annotated text: entities, spans and categories as spaCy takes them.',
  extension: '.jsonl',
  isFolder: false,
  mediaType: 'application/x-ndjson',
  whyNot: (config) => {
    const text = textObjectOf(config, tags, 'Labels or Choices');
    return typeof text === 'string' ? text : null;
  },
  write: async function* (input) {
    yield { type: 'chunks', path: 'result.jsonl', chunks: textChunks(lines(input)) };
  },
};

async function* lines(input: ExportInput): AsyncIterable<string> {
  const object = textObjectOf(input.config, tags, 'Labels or Choices');
  if (typeof object === 'string') throw new Error(`not a config for spaCy: ${object}`);
  for await (const task of numberTasks(input)) {
    const text = textOfTask(object, task.file);
    if (text === undefined) continue;
    for (const annotation of finishedAnnotations(task, input.annotations)) {
      const spans = textSpans(annotation.result, object.name);
      const entities = withoutOverlaps(spans);
      const relations = relationsOf(annotation.result, spans);
      const line = {
        text,
        entities: entities.map(triple),
        ...(entities.length === spans.length ? {} : { spans: { sc: spans.map(triple) } }),
        ...catsOf(annotation.result, input.config, object),
        ...(relations.length === 0 ? {} : { relations }),
        meta: { task: task.id, key: task.file.key, annotation: annotation.uid },
      };
      yield `${JSON.stringify(line)}\n`;
    }
  }
}

const triple = ({ start, end, labels: [label] }: TextSpan) => [start, end, label] as const;

/** The longest first, of equals the first: as spaCy's own filter does. */
const withoutOverlaps = (spans: readonly TextSpan[]): readonly TextSpan[] => {
  const kept: TextSpan[] = [];
  const bySize = spans.toSorted((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start);
  // Kept spans in order of their starts do not overlap, so the neighbours of a new one are all that can meet it.
  for (const span of bySize) {
    let low = 0;
    let high = kept.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((kept[middle]?.start ?? 0) < span.start) low = middle + 1;
      else high = middle;
    }
    const meets = (kept[low - 1]?.end ?? -1) > span.start || (kept[low]?.start ?? Infinity) < span.end;
    const isSame = kept[low]?.start === span.start;
    if (!meets && !isSame && span.end > span.start) kept.splice(low, 0, span);
  }
  return kept;
};

const catsOf = (results: readonly LabelResult[], config: Config, object: ConfigObject) => {
  const controls = [...config.controls.values()].filter(
    ({ tag, toNames }) => tag === 'choices' && toNames.includes(object.name),
  );
  if (controls.length === 0) return {};
  // Two controls may have a choice of the same name.
  const nameOf = (control: string, name: string) => (controls.length > 1 ? `${control}: ${name}` : name);
  const cats = new Map<string, number>();
  for (const { name, labels } of controls)
    for (const label of labels) cats.set(nameOf(name, label.path.join(' / ')), 0);
  for (const result of results)
    if (textOf(result, 'type') === 'choices' && isClassification(result))
      for (const name of classesOf(result)) cats.set(nameOf(textOf(result, 'from_name') ?? '', name), 1);
  return { cats: Object.fromEntries(cats) };
};

const relationsOf = (results: readonly LabelResult[], spans: readonly TextSpan[]) => {
  const byId = new Map(spans.map((span) => [span.id, span]));
  return results.filter(isRelation).flatMap((relation) => {
    const head = byId.get(textOf(relation, 'from_id') ?? '');
    const child = byId.get(textOf(relation, 'to_id') ?? '');
    if (head === undefined || child === undefined) return [];
    const labels = ownValue(relation, 'labels');
    const ends = { head: [head.start, head.end], child: [child.start, child.end] };
    const named = isTextArray(labels) && labels.length > 0 ? labels : [null];
    return named.map((label) => ({ ...ends, label, direction: textOf(relation, 'direction') ?? 'right' }));
  });
};
