import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../labels/config/parse-config.ts';
import type { LabelResult } from '../../labels/results/label-result.ts';
import { exportFormats, findExportFormat } from '../export-formats.ts';
import { exportInput, type GoldenProject, goldenProjects, inOrder } from './golden-tasks.suite.ts';
import { one, run } from './run-format.suite.ts';
import { treebankTokens } from './treebank-tokens.ts';

const golden = (name: string): string => readFileSync(new URL(`./golden/${name}`, import.meta.url), 'utf8');

const { images, texts, answers } = goldenProjects;
/** With the numbers that Label Studio gives them, by name. */
const numbered = {
  ...images,
  config: ['Flag &amp; pole', 'Moonwalker', 'Rover'].reduce(
    (config, name, number) => config.replace(`value="${name}"`, `value="${name}" category="${number}"`),
    images.config,
  ),
};

describe("equal to Label Studio's own converter", () => {
  test.each([images, texts, answers])('JSON_MIN of $name', async (project) => {
    const made = JSON.parse(await one('JSON_MIN', exportInput(project)));
    const expected = JSON.parse(golden(`label-studio-${project.name}.min.json`));
    // There the author of the answers was a person with an e-mail address, here the account's number.
    expect(made).toEqual(expected.map((record: object) => ({ ...record, annotator: 7 })));
  });

  test('CSV and TSV, byte for byte', async () => {
    expect(await one('CSV', exportInput(answers))).toBe(golden('label-studio-answers.csv'));
    expect(await one('TSV', exportInput(answers))).toBe(golden('label-studio-answers.tsv'));
  });

  test('CoNLL, byte for byte', async () => {
    expect(await one('CONLL2003', exportInput(texts))).toBe(golden('label-studio-texts.conll'));
  });

  test('COCO', async () => {
    const made = JSON.parse(await one('COCO', exportInput(numbered)));
    const expected = JSON.parse(golden('label-studio-images.coco.json'));
    expect(made.categories).toEqual(expected.categories);
    expect(made.images.map((image: { file_name: string }) => image.file_name)).toEqual([
      'nick-owuor.jpg',
      'earth rise.png',
    ]);
    expect(made.images.map(withoutName)).toEqual(expected.images.map(withoutName));
    // Turned boxes are the sum of sines there; the last digits differ.
    // Our numbers begin at 1, and boxes have their corners as segmentation, where it has none.
    const expectedToo = expected.annotations.map((one: CocoAnnotation) => ({ ...one, id: one.id + 1 }));
    expect(rounded<CocoAnnotation[]>(made.annotations).map(withoutCorners)).toEqual(
      rounded<CocoAnnotation[]>(expectedToo).map(withoutCorners),
    );
    expect(rounded<CocoAnnotation[]>(made.annotations).map(({ segmentation }) => segmentation)).toEqual([
      [[548.64, 42.262540021, 682.56, 42.262540021, 682.56, 117.566702241, 548.64, 117.566702241]],
      [[108, 72, 324, 90, 216, 288]],
      [[0, 0, 100, 0, 100, 50, 0, 50]],
      [[160, 160, 160, 240, 120, 240, 120, 160]],
    ]);
    expect(made.info).toEqual({
      year: 2026,
      version: '1.0',
      description: '',
      contributor: 'Labelwright',
      url: '',
      date_created: '2026-04-01T00:00:00.000Z',
    });
  });

  test('YOLO, but for turned boxes, whose turn it ignores', async () => {
    const files = await run('YOLO', exportInput(numbered));
    expect([...files.keys()]).toEqual([
      'labels/nick-owuor.txt',
      'labels/earth rise.txt',
      'classes.txt',
      'notes.json',
    ]);
    expect(files.get('classes.txt')?.toString()).toBe(golden('label-studio-images.classes.txt'));
    expect(numbers(files.get('labels/nick-owuor.txt'))).toEqual(
      numbers(golden('label-studio-images.yolo-1.txt')),
    );
    const [upright] = numbers(golden('label-studio-images.yolo-2.txt'));
    expect(numbers(files.get('labels/earth rise.txt'))).toEqual([upright, [1, 0.35, 0.5, 0.1, 0.2]]);
  });

  test('Pascal VOC: the same boxes, and the polygon, which it leaves out', async () => {
    const files = await run('VOC', exportInput(images));
    expect([...files.keys()]).toEqual(['Annotations/nick-owuor.xml', 'Annotations/earth rise.xml']);
    const [first, second] = [...files.values()].map((file) => file.toString());
    const expected = golden('label-studio-images.voc-1.xml');
    expect(objects(first)[0]).toBe(objects(expected)[0]);
    expect(objects(first)[1]).toContain('<name>Flag &amp; pole</name>');
    expect(objects(first)[1]).toContain(
      '<xmin>108</xmin>\n<ymin>72</ymin>\n<xmax>324</xmax>\n<ymax>288</ymax>',
    );
    expect(/<size>.*<\/size>/s.exec(first ?? '')?.[0]).toBe(/<size>.*<\/size>/s.exec(expected)?.[0]);
    expect(objects(second)[0]).toBe(objects(golden('label-studio-images.voc-2.xml'))[0]);
    expect(objects(second)[1]).toContain(
      '<xmin>120</xmin>\n<ymin>160</ymin>\n<xmax>160</xmax>\n<ymax>240</ymax>',
    );
  });

  test("tokens are NLTK's", () => {
    for (const [text, tokens] of JSON.parse(golden('nltk-tokens.json')) as [string, string[]][]) {
      const made = treebankTokens(text);
      expect(made.map((token) => token.text)).toEqual(tokens);
      for (const token of made) expect(text.slice(token.start, token.end)).toBe(token.text);
    }
  });
});

describe('our own', () => {
  test('JSON has everything, skipped annotations too, and keeps unknown keys', async () => {
    const [first, second] = JSON.parse(await one('JSON', exportInput(answers)));
    expect(first).toMatchObject({
      id: 1,
      key: 'aa01',
      data: answers.files[0]?.data,
      annotations: [
        {
          id: 1,
          uid: 'a1',
          unique_id: 'a1',
          completed_by: { email: 'ann@example.com' },
          task: 1,
          result_count: 0,
        },
      ],
      predictions: [],
    });
    expect(first.annotations[0].result).toEqual(answers.files[0]?.annotations[0]?.result);
    expect(second).toMatchObject({ total_annotations: 1, cancelled_annotations: 1 });
    expect(second.annotations).toHaveLength(2);
  });

  test('who labeled is named by e-mail address, by number, or not at all', async () => {
    const by = async (completedBy?: 'email' | 'none' | 'number') => {
      const input = exportInput(answers, completedBy === undefined ? {} : { completedBy });
      return JSON.parse(await one('JSON', input))[0].annotations[0].completed_by;
    };
    expect([await by(), await by('email'), await by('number'), await by('none')]).toEqual([
      { email: 'ann@example.com' },
      { email: 'ann@example.com' },
      7,
      null,
    ]);
  });

  test('numbers of classes are those of the config, also after one was renamed or came in at the end', async () => {
    const classes = async (config: string) =>
      (await run('YOLO', exportInput({ config, files: [] }))).get('classes.txt')?.toString();
    expect(await classes(images.config)).toBe('Rover\nMoonwalker\nFlag & pole\n');
    const renamed = images.config.replace('value="Rover"', 'value="Vehicle"');
    expect(await classes(renamed)).toBe('Vehicle\nMoonwalker\nFlag & pole\n');
    const more = images.config.replace('</PolygonLabels>', '<Label value="Arm"/></PolygonLabels>');
    expect(await classes(more)).toBe('Rover\nMoonwalker\nFlag & pole\nArm\n');
  });

  test('numbers that are known are used', async () => {
    const task = { file: answers.files[0]!, id: 42, annotationIds: new Map([['a1', 9]]) };
    const rest = { file: { ...answers.files[1]!, annotations: answers.files[1]!.annotations.slice(0, 1) } };
    const mixed = exportInput(answers, {
      tasks: () => inOrder([rest, task, rest]),
      firstFree: { task: 50, annotation: 60 },
    });
    const records = JSON.parse(await one('JSON_MIN', mixed)) as { id: number; annotation_id: number }[];
    expect(records.map(({ id, annotation_id }) => [id, annotation_id])).toEqual([
      [50, 60],
      [42, 9],
      [51, 61],
    ]);
    const input = exportInput(answers, { tasks: () => inOrder([task]), annotator: undefined });
    expect(JSON.parse(await one('JSON_MIN', input))).toMatchObject([
      { id: 42, annotation_id: 9, annotator: 'ann' },
    ]);
  });

  test('spaCy JSON Lines: entities, overlaps, categories, relations, offsets in code points', async () => {
    const result: readonly LabelResult[] = [
      { id: 'x', from_name: 'ner', to_name: 't', type: 'labels', value: { start: 0, end: 4, labels: ['A'] } },
      { id: 'y', from_name: 'ner', to_name: 't', type: 'labels', value: { start: 3, end: 5, labels: ['B'] } },
      { id: 'z', from_name: 'ner', to_name: 't', type: 'labels', value: { start: 5, end: 6, labels: ['A'] } },
      { id: 'c', from_name: 'kind', to_name: 't', type: 'choices', value: { choices: ['Spam'] } },
      { type: 'relation', from_id: 'x', to_id: 'z', direction: 'right', labels: ['of'] },
    ];
    const project: Pick<GoldenProject, 'config' | 'files'> = {
      config:
        '<View><Text name="t" value="$t"/><Labels name="ner" toName="t"><Label value="A"/><Label value="B"/></Labels><Choices name="kind" toName="t"><Choice value="Ham"/><Choice value="Spam"/></Choices></View>',
      files: [
        {
          ...answers.files[0]!,
          data: { t: '😀bcdef' },
          annotations: [{ ...answers.files[0]!.annotations[0]!, result }],
        },
      ],
    };
    const line = await one('SPACY_JSONL', exportInput(project));
    expect(line.endsWith('}\n')).toBe(true);
    expect(JSON.parse(line)).toEqual({
      text: '😀bcdef',
      entities: [
        [0, 4, 'A'],
        [5, 6, 'A'],
      ],
      spans: {
        sc: [
          [0, 4, 'A'],
          [3, 5, 'B'],
          [5, 6, 'A'],
        ],
      },
      cats: { Ham: 0, Spam: 1 },
      relations: [{ head: [0, 4], child: [5, 6], label: 'of', direction: 'right' }],
      meta: { task: 1, key: 'aa01', annotation: 'a1' },
    });
    expect(await one('CONLL2003', exportInput(project))).toContain('😀bcdef -X- _ B-A');
  });

  test('what a format cannot hold is counted, not dropped without a word', async () => {
    const config = `<View><Image name="img" value="$image"/><RectangleLabels name="tag" toName="img"><Label value="A" category="2"/><Label value="B"/></RectangleLabels><Brush name="brush" toName="img"/><KeyPointLabels name="point" toName="img"><Label value="P"/></KeyPointLabels></View>`;
    const base = images.files[0]!;
    const boxes = base.annotations[0]!;
    const tag = boxes.result[0]!;
    const result: readonly LabelResult[] = [
      { ...tag, value: { x: 0, y: 0, width: 10, height: 10, rectanglelabels: ['C', 'A'] } },
      { ...tag, id: 'bare', type: 'rectangle', value: { x: 0, y: 0, width: 10, height: 10 } },
      {
        ...tag,
        id: 'k',
        from_name: 'point',
        type: 'keypointlabels',
        value: { x: 1, y: 1, keypointlabels: ['P'] },
      },
    ];
    const project = {
      config,
      files: [
        { ...base, annotations: [{ ...boxes, result }] },
        { ...base, key: 'cc', annotations: [] },
      ],
    };
    const coco = JSON.parse(await one('COCO', exportInput(project)));
    expect(coco.categories).toEqual([
      { id: 0, name: 'B' },
      { id: 1, name: 'P' },
      { id: 2, name: 'A' },
      { id: 3, name: 'C' },
    ]);
    expect(coco.annotations).toMatchObject([{ category_id: 3 }]);
    expect(coco.images).toMatchObject([
      { id: 0, width: 1080 },
      { id: 1, width: null },
    ]);
    expect(coco.info.left_out).toEqual({
      'regions of type keypointlabels': 1,
      'regions of type rectangle without a label': 1,
      'second labels of a region': 1,
      'sizes of images that are not known': 1,
    });
    const yolo = await run('YOLO', exportInput(project));
    expect([...yolo.keys()].slice(0, 2)).toEqual(['labels/nick-owuor.txt', 'labels/nick-owuor-cc.txt']);
    expect(yolo.get('labels/nick-owuor-cc.txt')).toHaveLength(0);
    expect(yolo.get('labels/nick-owuor.txt')?.toString()).toBe('3 0.05 0.05 0.1 0.1\n2 0.05 0.05 0.1 0.1\n');
    expect(yolo.get('classes.txt')?.toString()).toBe('B\nP\nA\nC\n');
    const known = await one(
      'COCO',
      exportInput(project, { imageSize: async () => ({ width: 5, height: 4 }) }),
    );
    expect(JSON.parse(known).images).toMatchObject([{ width: 1080 }, { width: 5, height: 4 }]);
  });

  test('all annotations of a task, or the newest', async () => {
    const base = texts.files[0]!;
    const older = base.annotations[0]!;
    const newer = { ...older, uid: 'a0', created_at: '2027-01-01T00:00:00Z', result: [] };
    const project = { ...texts, files: [{ ...base, annotations: [newer, older] }] };
    const all = JSON.parse(await one('JSON_MIN', exportInput(project)));
    expect(all.map((record: object) => 'ner' in record)).toEqual([false, true]);
    const newest = await one('JSON_MIN', exportInput(project, { annotations: 'newest' }));
    expect(JSON.parse(newest)).toHaveLength(1);
  });

  test('cells that spreadsheets would run come out as they are, or guarded where asked', async () => {
    const plain = parse(await one('CSV', exportInput(answers)), { columns: true }) as Record<
      string,
      string
    >[];
    expect(plain[0]).toMatchObject({ note: '=1+1', rank: '3' });
    const guarded = parse(await one('CSV', exportInput(answers, { guardFormulas: true })), { columns: true });
    expect(guarded[0]).toMatchObject({ note: "'=1+1", rank: '3' });
  });

  test('no data field is lost to a control or a field of the same name', async () => {
    const base = answers.files[1]!;
    const project = { ...answers, files: [{ ...base, data: { text: 'x', mood: 'own', id: 'row 7' } }] };
    const [record] = JSON.parse(await one('JSON_MIN', exportInput(project)));
    expect(record).toMatchObject({ mood: 'Bad', _data_mood: 'own', id: 1, _data_id: 'row 7' });
  });

  test.each([
    ['JSON', 'audio', null],
    ['COCO', 'audio', 'it needs an Image with boxes, polygons, ellipses or masks'],
    ['CONLL2003', 'choices', 'it needs a Text with Labels'],
    ['SPACY_JSONL', 'choices', null],
    ['BRUSH_TO_PNG', 'pages', 'images of several pages cannot be written in this format'],
    ['VOC', 'bare', 'it needs an Image with boxes, polygons, ellipses or masks'],
    ['VOC', 'ocr', null],
  ])('%s for %s: %s', (name, which, reason) => {
    const configs: Readonly<Record<string, string>> = {
      audio: '<View><Audio name="a" value="$a"/><TextArea name="x" toName="a"/></View>',
      choices:
        '<View><Text name="t" value="$t"/><Choices name="c" toName="t"><Choice value="A"/></Choices></View>',
      pages:
        '<View><Image name="i" valueList="$i"/><BrushLabels name="b" toName="i"><Label value="A"/></BrushLabels></View>',
      bare: '<View><Image name="i" value="$i"/><Rectangle name="b" toName="i"/></View>',
      ocr: '<View><Image name="i" value="$i"/><Rectangle name="b" toName="i"/><Labels name="l" toName="i"><Label value="A"/></Labels></View>',
    };
    expect(findExportFormat(name)?.whyNot(parseConfig(configs[which] ?? ''))).toBe(reason);
  });

  test('no path leads out of the folder', async () => {
    const base = images.files[0]!;
    const files = [
      's3://raw/../../etc/passwd.png',
      'https://x/..%2f..%2fetc%2fpasswd',
      '/data/local-files/?d=..%2F..%2Fa.png',
      's3://raw/C:/a\u0000.png',
      'data:image/png;base64,AA',
    ].map((image, index) => ({ ...base, key: `k${index}`, data: { image } }));
    for (const name of ['YOLO', 'VOC']) {
      const paths = [...(await run(name, exportInput({ ...images, files }))).keys()];
      expect(
        paths.filter((path) => path.startsWith('labels/') || path.startsWith('Annotations/')),
      ).toHaveLength(5);
      for (const path of paths) expect(path).not.toMatch(/(^|\/)\.\.(\/|$)|^\/|[\\:\u0000]/);
    }
  });

  test('single files come in pieces while tasks are still being read', async () => {
    const [base] = texts.files;
    let read = 0;
    const tasks = async function* () {
      read = 0;
      for (let index = 0; index < 2000; index++) {
        read++;
        yield { file: { ...base!, key: `aa${index}` } };
      }
    };
    const input = exportInput(texts, { tasks });
    for (const format of exportFormats.filter(({ whyNot }) => whyNot(input.config) === null)) {
      const readAt: number[] = [];
      for await (const file of format.write(input))
        if (file.type === 'chunks')
          for await (const chunk of file.chunks) {
            readAt.push(read);
            expect(chunk.length).toBeLessThan(100_000);
          }
      expect(readAt[0]).toBeLessThan(1500);
      expect(readAt.length).toBeGreaterThan(2);
    }
  });
});

const withoutName = ({ file_name: _name, ...image }: { readonly file_name: string }) => image;
type CocoAnnotation = { readonly id: number; readonly segmentation: readonly (readonly number[])[] };
/** Of a box: four corners. */
const withoutCorners = (one: CocoAnnotation) =>
  one.segmentation[0]?.length === 8 ? { ...one, segmentation: [] } : one;
const rounded = <Value>(value: Value): Value =>
  JSON.parse(
    JSON.stringify(value, (_, each) => (typeof each === 'number' ? Math.round(each * 1e9) / 1e9 : each)),
  );
const numbers = (text: Buffer | string | undefined): readonly (readonly number[])[] =>
  (text ?? '')
    .toString()
    .trim()
    .split('\n')
    .map((line) => line.split(' ').map((each) => Math.round(Number(each) * 1e12) / 1e12));
const objects = (xml: string | undefined): readonly string[] => xml?.match(/<object>.*?<\/object>/gs) ?? [];
