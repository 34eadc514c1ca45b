import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiSide, callApi } from '../call-api.ts';
import { type LabelStudio, labelStudioBin, startLabelStudio } from '../start-label-studio.ts';
import { type RunningServer, startServer } from '../start-server.ts';

/* What goes out of here goes into a real Label Studio, by its own API, and is read back. */

type Result = { readonly id?: string } & Record<string, unknown>;
type Annotation = {
  readonly id: number;
  readonly result: readonly Result[];
  readonly was_cancelled: boolean;
  readonly ground_truth: boolean;
  readonly lead_time: number | null;
  readonly completed_by: unknown;
};
type Prediction = {
  readonly result: readonly Result[];
  readonly score: number;
  readonly model_version: string;
};
type Task = {
  readonly id: number;
  readonly data: Readonly<Record<string, string>>;
  readonly annotations: readonly Annotation[];
  readonly predictions: readonly Prediction[];
};

const makeProject = async (side: ApiSide, title: string): Promise<number> =>
  ((await callApi(side, 'POST', '/api/projects/', { title, label_config: config })) as { id: number }).id;

const config = `<View>
  <Image name="image" value="$image"/>
  <RectangleLabels name="box" toName="image"><Label value="Car"/><Label value="Bus"/></RectangleLabels>
  <PolygonLabels name="outline" toName="image"><Label value="Roof"/></PolygonLabels>
  <BrushLabels name="mask" toName="image"><Label value="Sky"/></BrushLabels>
  <TextArea name="note" toName="image" perRegion="true"/>
  <Text name="text" value="$text"/>
  <Labels name="ner" toName="text"><Label value="Person"/><Label value="Place"/></Labels>
  <Choices name="kind" toName="text" choice="multiple"><Choice value="Calm"/><Choice value="Loud"/></Choices>
  <Relations><Relation value="lives in"/></Relations>
</View>`;
const size = { original_width: 8, original_height: 4, image_rotation: 0 };
const onImage = (id: string, name: string, type: string, value: object) => ({
  id,
  from_name: name,
  to_name: 'image',
  type,
  origin: 'manual',
  ...size,
  value,
});
const span = (id: string, start: number, end: number, text: string, label: string) => ({
  id,
  from_name: 'ner',
  to_name: 'text',
  type: 'labels',
  origin: 'manual',
  value: { start, end, text, labels: [label] },
});
const turned = { x: 10, y: 20, width: 30, height: 40.5, rotation: 33 };
const drawn: readonly Result[] = [
  onImage('box1', 'box', 'rectanglelabels', { ...turned, rectanglelabels: ['Bus'] }),
  onImage('box1', 'note', 'textarea', { ...turned, text: ['number 42'] }),
  onImage('poly1', 'outline', 'polygonlabels', {
    points: [
      [1.5, 2],
      [50, 2],
      [25, 75.25],
    ],
    closed: true,
    polygonlabels: ['Roof'],
  }),
  onImage('mask1', 'mask', 'brushlabels', {
    format: 'rle',
    rle: [0, 0, 0, 128, 57, 27, 252, 0, 63, 224],
    brushlabels: ['Sky'],
  }),
  { type: 'relation', from_id: 'box1', to_id: 'poly1', direction: 'bi' },
];
// offsets are code points: the wave is one
const read: readonly Result[] = [
  span('ann', 2, 5, 'Ann', 'Person'),
  span('rome', 15, 19, 'Rome', 'Place'),
  { type: 'relation', from_id: 'ann', to_id: 'rome', direction: 'right', labels: ['lives in'] },
  {
    id: 'c',
    from_name: 'kind',
    to_name: 'text',
    type: 'choices',
    origin: 'manual',
    value: { choices: ['Calm', 'Loud'] },
  },
];
const data = (n: number) => ({ image: `https://example.org/${n}.png`, text: `👋 Ann lives in Rome, ${n}` });
const tasks = [
  { data: data(1), annotations: [{ result: drawn, lead_time: 12.5, ground_truth: true }] },
  {
    data: data(2),
    annotations: [
      { result: read, ground_truth: false },
      { result: [...drawn.slice(0, 2), ...read], ground_truth: false },
    ],
  },
  { data: data(3), predictions: [{ result: [drawn[0], read[0]], score: 0.75, model_version: 'm1' }] },
  { data: data(4) },
];

/** All that has to be the same on both sides, by task. */
const essence = (from: readonly Task[]) =>
  from
    .map((task) => ({
      data: task.data,
      annotations: task.annotations
        .toSorted((a, b) => a.id - b.id)
        .map(({ result, was_cancelled, ground_truth, lead_time }) => ({
          result,
          was_cancelled,
          ground_truth,
          lead_time,
        })),
    }))
    .toSorted((a, b) => ((a.data['image'] ?? '') < (b.data['image'] ?? '') ? -1 : 1));

if (labelStudioBin === undefined)
  test.skip('a JSON export and a label repo in a real Label Studio (set LABEL_STUDIO_BIN to its program)', () => {});
else {
  let ours: RunningServer;
  let theirs: LabelStudio;
  let project: number;
  beforeAll(async () => {
    [ours, theirs] = await Promise.all([startServer(), startLabelStudio(labelStudioBin as string)]);
    project = await makeProject(ours, 'Going out');
    const answer = await callApi(ours, 'POST', `/api/projects/${project}/import?return_task_ids=true`, tasks);
    const [, , , last] = (answer as { task_ids: number[] }).task_ids;
    await callApi(ours, 'POST', `/api/tasks/${last}/annotations/`, {
      was_cancelled: true,
      skip_reason: 'too dark',
      result: [],
      lead_time: 1.5,
    });
  }, 620_000);
  afterAll(async () => {
    await theirs?.stop();
    await ours?.stop();
  });

  const exported = async (query: string): Promise<Task[]> =>
    (await callApi(ours, 'GET', `/api/lw/projects/${project}/export?all=true&${query}`)) as Task[];
  const takenIn = async (items: readonly unknown[]): Promise<Task[]> => {
    const id = await makeProject(theirs, 'Coming in');
    await callApi(theirs, 'POST', `/api/projects/${id}/import`, items);
    const out = `/api/projects/${id}/export?exportType=JSON&download_all_tasks=true`;
    for (let tries = 0; ; tries += 1) {
      const found = (await callApi(theirs, 'GET', out)) as Task[];
      if (found.length === items.length || tries === 60) return found;
      await wait(500);
    }
  };

  test('a JSON export: results of all kinds, skips, authors, predictions', async () => {
    const sent = await exported('format=JSON');
    const [first] = sent;
    expect(first?.annotations[0]).toMatchObject({ completed_by: { email: theirs.email }, result: drawn });
    const got = await takenIn(sent);
    expect(essence(got)).toEqual(essence(sent));
    expect(essence(got).map(({ annotations }) => annotations.map((each) => each.result))).toEqual([
      [drawn],
      [read, [...drawn.slice(0, 2), ...read]],
      [],
      [[]],
    ]);
    expect(essence(got)[3]?.annotations).toMatchObject([{ was_cancelled: true, lead_time: 1.5 }]);
    const me = ((await callApi(theirs, 'GET', '/api/current-user/whoami')) as { id: number }).id;
    expect(new Set(got.flatMap(({ annotations }) => annotations.map((each) => each.completed_by)))).toEqual(
      new Set([me]),
    );
    const predicted = got.find((task) => task.data['image'] === data(3).image);
    const [prediction] = ((await callApi(theirs, 'GET', `/api/tasks/${predicted?.id}/`)) as Task).predictions;
    expect(prediction).toMatchObject({ score: 0.75, model_version: 'm1' });
    expect(prediction?.result).toMatchObject([drawn[0], read[0]]);
  }, 120_000);

  test('and back again: what Label Studio exports then is what was here', async () => {
    const sent = await exported('format=JSON');
    const back = await makeProject(ours, 'Back again');
    await callApi(ours, 'POST', `/api/projects/${back}/import`, await takenIn(sent));
    const again = await callApi(ours, 'GET', `/api/lw/projects/${back}/export?format=JSON&all=true`);
    expect(essence(again as Task[])).toEqual(essence(sent));
  }, 120_000);

  test('people whom it does not know: refused by name, or left out', async () => {
    const stranger = { email: 'eve@elsewhere.org' };
    const [task] = await exported('format=JSON');
    const strange = task?.annotations.map((each) => ({ ...each, completed_by: stranger }));
    await expect(takenIn([{ ...task, annotations: strange }])).rejects.toThrow(stranger.email);
    const nameless = await exported('format=JSON&completedBy=none');
    expect(new Set(nameless.flatMap((each) => each.annotations.map((one) => one.completed_by)))).toEqual(
      new Set([null]),
    );
    expect(essence(await takenIn(nameless))).toEqual(essence(nameless));
  }, 120_000);

  test('the files of a label repo, without a word about who is who', async () => {
    await callApi(ours, 'POST', `/api/projects/${project}/commit`, {});
    const { target } = (await callApi(ours, 'GET', `/api/lw/projects/${project}`)) as {
      target: { repo: string; branch: string };
    };
    const files = `/api/repos/${target.repo}/files/${target.branch}`;
    const { items } = (await callApi(ours, 'GET', `${files}?prefix=tasks/`)) as { items: { path: string }[] };
    const found = await Promise.all(items.map(({ path }) => callApi(ours, 'GET', `${files}/${path}`)));
    const labeled = (await exported('format=JSON')).filter(({ annotations }) => annotations.length > 0);
    expect(essence(await takenIn(found))).toEqual(essence(labeled));
  }, 120_000);
}
