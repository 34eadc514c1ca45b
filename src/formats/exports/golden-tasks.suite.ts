import type { JsonObject } from '../../labels/json.ts';
import type { LabelResult } from '../../labels/results/label-result.ts';
import type { TaskFile, TaskFileAnnotation } from '../../labels/task-file/task-file.ts';
import { encodeMaskForTest } from '../../labels/fixtures/encode-rle.suite.ts';
import type { ExportInput, ExportTask } from '../export-format.ts';
import { parseConfig } from '../../labels/config/parse-config.ts';

// Projects of a few tasks in the forms that Label Studio's documentation shows. The files in golden/ named
// `label-studio-*` are what Label Studio's own converter (label-studio-sdk) made of the JSON export of these.

export type GoldenProject = {
  readonly name: string;
  readonly config: string;
  readonly files: readonly TaskFile[];
};

const annotation = (
  uid: string,
  day: number,
  result: readonly LabelResult[],
  more: Partial<TaskFileAnnotation> = {},
): TaskFileAnnotation => ({
  uid,
  author: 'ann',
  created_at: `2026-03-0${day}T22:16:08.728Z`,
  updated_at: `2026-03-0${day}T22:18:00.000Z`,
  lead_time: 4.288,
  was_cancelled: false,
  ground_truth: false,
  result,
  ...more,
});

const file = (key: string, data: JsonObject, annotations: readonly TaskFileAnnotation[]): TaskFile => ({
  key,
  source: null,
  data,
  annotations,
});

const box = (
  id: string,
  label: string,
  value: JsonObject,
  size: readonly [number, number] = [1080, 720],
) => ({
  id,
  from_name: 'tag',
  to_name: 'img',
  type: 'rectanglelabels',
  original_width: size[0],
  original_height: size[1],
  image_rotation: 0,
  origin: 'manual',
  value: { rotation: 0, ...value, rectanglelabels: [label] },
});
const moonwalker = { x: 50.8, y: 5.869797225186766, width: 12.4, height: 10.458911419423693 };

const polygon = (id: string, label: string, points: readonly (readonly [number, number])[]) => ({
  id,
  from_name: 'outline',
  to_name: 'img',
  type: 'polygonlabels',
  original_width: 1080,
  original_height: 720,
  image_rotation: 0,
  value: { points, closed: true, polygonlabels: [label] },
});

const images: GoldenProject = {
  name: 'images',
  config: `<View>
  <Image name="img" value="$image"/>
  <RectangleLabels name="tag" toName="img"><Label value="Rover"/><Label value="Moonwalker"/></RectangleLabels>
  <PolygonLabels name="outline" toName="img"><Label value="Flag &amp; pole"/></PolygonLabels>
</View>`,
  files: [
    file('aa01', { image: 'https://example.com/images/nick-owuor.jpg' }, [
      annotation('a1', 1, [
        box('Dx_aB91ISN', 'Moonwalker', moonwalker),
        polygon('p1', 'Flag & pole', [
          [10, 10],
          [30, 12.5],
          [20, 40],
        ]),
      ]),
    ]),
    file('bb02', { image: '/data/upload/3/earth rise.png' }, [
      annotation('a2', 2, [
        box('r1', 'Rover', { x: 0, y: 0, width: 25, height: 12.5 }, [400, 400]),
        box('r2', 'Moonwalker', { x: 40, y: 40, width: 20, height: 10, rotation: 90 }, [400, 400]),
      ]),
    ]),
  ],
};

const span = (id: string, start: number, end: number, text: string, label: string): LabelResult => ({
  id,
  from_name: 'ner',
  to_name: 'text',
  type: 'labels',
  origin: 'manual',
  value: { start, end, text, labels: [label] },
});

const texts: GoldenProject = {
  name: 'texts',
  config: `<View>
  <Text name="text" value="$text"/>
  <Labels name="ner" toName="text"><Label value="PER"/><Label value="ORG"/></Labels>
</View>`,
  files: [
    file('aa01', { text: 'Jack Ma founded "Alibaba Group," didn\'t he? He left (in 2019) with $5.' }, [
      annotation('a1', 1, [span('s1', 0, 7, 'Jack Ma', 'PER'), span('s2', 17, 30, 'Alibaba Group', 'ORG')]),
    ]),
    file('bb02', { text: 'No names here...' }, [annotation('a2', 2, [])]),
  ],
};

const answers: GoldenProject = {
  name: 'answers',
  config: `<View>
  <Text name="text" value="$text"/>
  <Choices name="mood" toName="text"><Choice value="Good"/><Choice value="Bad"/></Choices>
  <Choices name="topics" toName="text" choice="multiple"><Choice value="Price"/><Choice value="Taste"/></Choices>
  <TextArea name="note" toName="text"/>
  <Rating name="stars" toName="text"/>
</View>`,
  files: [
    file(
      'aa01',
      { text: 'Cheap, "very" cheap;\nand good', source: { list: [1, 'b'] }, rank: 3, sure: true, gone: null },
      [
        annotation('a1', 1, [
          { id: 'c1', from_name: 'mood', to_name: 'text', type: 'choices', value: { choices: ['Good'] } },
          {
            id: 'c2',
            from_name: 'topics',
            to_name: 'text',
            type: 'choices',
            value: { choices: ['Price', 'Taste'] },
          },
          { id: 'c3', from_name: 'note', to_name: 'text', type: 'textarea', value: { text: ['=1+1'] } },
          { id: 'c4', from_name: 'stars', to_name: 'text', type: 'rating', value: { rating: 4 } },
        ]),
      ],
    ),
    file('bb02', { text: 'Sour', rank: 1.5 }, [
      annotation('a2', 2, [
        { id: 'c5', from_name: 'mood', to_name: 'text', type: 'choices', value: { choices: ['Bad'] } },
      ]),
      annotation('a3', 3, [], { was_cancelled: true }),
    ]),
  ],
};

const mask = (id: string, label: string, alpha: readonly number[]): LabelResult => ({
  id,
  from_name: 'tag',
  to_name: 'img',
  type: 'brushlabels',
  original_width: 4,
  original_height: 3,
  image_rotation: 0,
  value: { format: 'rle', rle: encodeMaskForTest(alpha), brushlabels: [label] },
});

export const maskPixels = [0, 255, 255, 0, 0, 255, 80, 0, 0, 0, 0, 255];

const masks: GoldenProject = {
  name: 'masks',
  config: `<View>
  <Image name="img" value="$image"/>
  <BrushLabels name="tag" toName="img"><Label value="Sky"/><Label value="Sea/Lake"/></BrushLabels>
</View>`,
  files: [
    file('aa01', { image: 's3://raw/a.png' }, [
      annotation('a1', 1, [
        mask('m1', 'Sky', maskPixels),
        mask('m2', 'Sky', maskPixels.toReversed()),
        mask(
          'm3',
          'Sea/Lake',
          Array.from({ length: 12 }, () => 0),
        ),
      ]),
    ]),
  ],
};

export const goldenProjects = { images, texts, answers, masks } as const;

export async function* inOrder<T>(items: readonly T[]): AsyncIterable<T> {
  yield* items;
}

/** An export of a golden project as it would run on the server. */
export const exportInput = (
  { config, files }: Pick<GoldenProject, 'config' | 'files'>,
  more: Partial<ExportInput> = {},
): ExportInput => ({
  config: parseConfig(config),
  tasks: () => inOrder(files.map((each): ExportTask => ({ file: each }))),
  time: new Date('2026-04-01T00:00:00Z'),
  annotator: (author) => (author === 'ann' ? { id: 7, email: 'ann@example.com' } : undefined),
  ...more,
});
