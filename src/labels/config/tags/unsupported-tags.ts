import { allOf, needHyperTextLabels, needNumbers, needTexts } from '../../results/value-checks.ts';
import { type ShapeOfTag, shapeLabelsTag, shapeTag } from '../shape-tags.ts';
import type { ResultType, TagEntry, ValueCheck } from '../tag-entry.ts';

// Label Studio's tags that the editor here does not show yet. A config may hold them and their results are kept;
// the tag that gets a file of its own leaves this one.

const anything: ValueCheck = () => undefined;
const unsupported = (entry: Omit<TagEntry, 'unsupported'>): TagEntry => ({ ...entry, unsupported: true });
const objectTag = (name: string): TagEntry => unsupported({ name, kind: 'object', required: ['name'] });
const visualTag = (name: string): TagEntry => unsupported({ name, kind: 'visual' });
const childTag = (name: string): TagEntry => unsupported({ name, kind: 'child' });

const answerTag = (name: string, key: string, more: Partial<TagEntry & ResultType> = {}): TagEntry => {
  const { hasClasses, ...entry } = more;
  const result: ResultType = {
    type: name.toLowerCase(),
    key,
    classification: true,
    hasClasses,
    valueProblem: anything,
  };
  return unsupported({ kind: 'control', ...entry, name, results: [result] });
};

const spanLabelsTag = (name: string, worksOn: readonly string[], check?: ValueCheck): TagEntry => {
  const type = name.toLowerCase();
  const valueProblem = check ?? needTexts(type);
  return unsupported({
    name,
    kind: 'control',
    child: 'label',
    required: ['name', 'toName'],
    worksOn,
    results: [
      { type, key: type, hasClasses: true, valueProblem },
      { type: 'labels', key: 'labels', hasClasses: true, valueProblem: needTexts('labels') },
    ],
  });
};

const shape = (name: string, valueProblem: ValueCheck, worksOn = 'image'): readonly TagEntry[] => {
  const one: ShapeOfTag = { name, worksOn: [worksOn], valueProblem, unsupported: true };
  return [shapeTag(one), shapeLabelsTag(one)];
};

const needSequence: ValueCheck = (value) =>
  Array.isArray(value.sequence) ? undefined : 'sequence is not an array of keyframes';

export const unsupportedTags: readonly TagEntry[] = [
  ...['Video', 'TimeSeries', 'Paragraphs', 'Table', 'List', 'Pdf', 'Chat'].map(objectTag),
  ...['Markdown', 'Dialog', 'Filter', 'Repeater', 'Panel'].map(visualTag),
  ...['Channel', 'MultiChannel', 'Shortcut', 'Bucket'].map(childTag),
  ...shape('Ellipse', needNumbers('x', 'y', 'radiusX', 'radiusY')),
  ...shape('KeyPoint', needNumbers('x', 'y')),
  ...shape('Bitmask', (value) =>
    typeof value.imageDataURL === 'string' ? undefined : 'imageDataURL is not a text',
  ),
  ...shape('Vector', (value) => (Array.isArray(value.vertices) ? undefined : 'vertices is not an array')),
  ...shape('VideoVector', needSequence, 'video'),
  shapeTag({ name: 'VideoRectangle', worksOn: ['video'], valueProblem: needSequence, unsupported: true }),
  shapeTag({ name: 'MagicWand', worksOn: ['image'], valueProblem: anything, unsupported: true }),
  unsupported({
    name: 'OcrLabels',
    kind: 'control',
    child: 'label',
    required: ['name', 'toName'],
    worksOn: ['pdf'],
    results: [
      {
        type: 'ocrlabels',
        key: 'ocrlabels',
        hasClasses: true,
        valueProblem: allOf(needNumbers('x', 'y', 'width', 'height'), needTexts('ocrlabels')),
      },
    ],
  }),
  spanLabelsTag('HyperTextLabels', ['hypertext'], needHyperTextLabels),
  spanLabelsTag('ParagraphLabels', ['paragraphs']),
  spanLabelsTag('TimeSeriesLabels', ['timeseries']),
  spanLabelsTag('TimelineLabels', ['video']),
  answerTag('Taxonomy', 'taxonomy', { child: 'choice', hasClasses: true }),
  answerTag('DateTime', 'datetime'),
  answerTag('Pairwise', 'selected'),
  answerTag('Ranker', 'ranker', { child: 'bucket' }),
  answerTag('ReactCode', 'reactcode'),
  answerTag('ChatMessage', 'chatmessage'),
];
