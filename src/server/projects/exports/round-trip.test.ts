import { afterEach, beforeEach, expect, test } from 'vitest';
import { golden } from '../../../labels/fixtures/golden-results.ts';
import type { JsonObject } from '../../../labels/json.ts';
import type { Actor } from '../../actor.ts';
import { createProject } from '../create-project.ts';
import { commitLabels } from '../labels/commit-labels.ts';
import { openPlace, type Place } from '../project-server.suite.ts';
import { importTasks } from '../tasks/import-tasks.ts';
import { exportLabels } from './export-labels.ts';

let place: Place;
let owner: Actor;
beforeEach(async () => {
  place = await openPlace();
  owner = await place.person('Ada', 'owner');
});
afterEach(() => place.close());

type Exported = {
  data: JsonObject;
  meta: JsonObject;
  annotations: (JsonObject & { result: unknown })[];
  predictions: JsonObject[];
};

/** An item of Label Studio 1.23's JSON export. */
const exportedTask = (id: number, data: JsonObject, result: readonly JsonObject[], by: number) => ({
  id,
  annotations: [
    {
      id: id * 10,
      completed_by: by,
      result,
      was_cancelled: false,
      ground_truth: true,
      created_at: '2026-03-01T22:16:08.728123Z',
      updated_at: '2026-03-01T22:18:00.5Z',
      draft_created_at: null,
      lead_time: 4.288,
      prediction: {},
      result_count: 1,
      unique_id: `f3c0c2b4-0000-4000-8000-00000000000${id}`,
      import_id: null,
      last_action: null,
      bulk_created: false,
      task: id,
      project: 3,
      updated_by: by,
      parent_prediction: null,
      parent_annotation: null,
      last_created_by: null,
    },
  ],
  file_upload: 'x.json',
  drafts: [],
  predictions: [
    {
      id: 4,
      model_version: 'm1',
      result,
      score: 0.75,
      created_at: '2026-02-01T00:00:00Z',
      task: id,
      project: 3,
    },
  ],
  data,
  meta: { from: 'elsewhere' },
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-03-01T22:18:00.5Z',
  inner_id: 1,
  total_annotations: 1,
  cancelled_annotations: 0,
  total_predictions: 1,
  comment_count: 0,
  unresolved_comment_count: 0,
  last_comment_updated_at: null,
  project: 3,
  updated_by: by,
  comment_authors: [],
});

const bring = async (config: string, tasks: readonly unknown[]) => {
  const { id } = await createProject(place.server, owner, { title: 'Brought', config });
  const body = (async function* () {
    yield Buffer.from(JSON.stringify(tasks));
  })();
  await importTasks(place.server, owner, { id, body, filename: 'project-3-at-2026.json' });
  return id;
};
const taken = async (id: string, ref?: string) =>
  (await (await exportLabels(place.server, owner, { id, format: 'JSON', ref })).json()) as Exported[];

test.each(golden.map((each) => [each.name, each] as const))(
  'an export of Label Studio comes out as it came in: %s',
  async (_, { config, results }) => {
    const data = { text: 'Here Steve meets Apple', image: 'https://x/1.png', ocr: 'https://x/2.png' };
    const id = await bring(config, [
      exportedTask(1, data, results, 1),
      exportedTask(2, { text: 'other' }, [], 1),
    ]);
    const { commit } = await commitLabels(place.server, owner, { id });
    for (const ref of [undefined, commit?.id]) {
      const tasks = await taken(id, ref);
      expect(tasks).toHaveLength(2);
      const [task] = tasks.filter((each) => 'image' in each.data);
      expect(task).toMatchObject({ data, meta: { from: 'elsewhere' } });
      expect(task?.annotations[0]).toMatchObject({
        unique_id: 'f3c0c2b4-0000-4000-8000-000000000001',
        lead_time: 4.288,
        ground_truth: true,
        created_at: '2026-03-01T22:16:08.728Z',
        completed_by: { email: owner.email },
      });
      expect(task?.annotations[0]?.result).toEqual(results);
      // predictions are not labels: a label commit has none
      expect(
        task?.predictions.map(({ result, score, model_version }) => ({ result, score, model_version })),
      ).toEqual(ref === undefined ? [{ result: results, score: 0.75, model_version: 'm1' }] : []);
    }
  },
);

test('annotations of people who are not known here come along, with what was said of who they are', async () => {
  const [{ config, results }] = golden as [(typeof golden)[number]];
  const byMail = exportedTask(2, { text: 'two' }, results, 1);
  const id = await bring(config, [
    exportedTask(1, { text: 'one' }, results, 77),
    {
      ...byMail,
      annotations: byMail.annotations.map((each) => ({
        ...each,
        completed_by: { email: 'eve@elsewhere.org' },
      })),
    },
  ]);
  const { commit } = await commitLabels(place.server, owner, { id });
  const expected = [
    { author: null, completed_by: null, outside_author: 77 },
    { author: null, completed_by: null, outside_author: { email: 'eve@elsewhere.org' } },
  ];
  const now = await taken(id);
  expect(now.map(({ annotations }) => annotations[0])).toMatchObject(expected);
  const committed = (await taken(id, commit?.id)).flatMap(({ annotations }) => annotations);
  expect(committed.map((each) => each['outside_author'])).toEqual(expect.arrayContaining([77]));
  // and once more, by our own export
  const again = await taken(await bring(config, now));
  expect(again.map(({ annotations }) => annotations[0])).toMatchObject(expected);
});

test('predictions that an export of Label Studio only numbers are no reason to refuse it', async () => {
  const [{ config, results }] = golden as [(typeof golden)[number]];
  const task = exportedTask(1, { text: 'one' }, results, 1);
  const [came] = await taken(await bring(config, [{ ...task, predictions: [4, 5] }]));
  expect(came?.annotations[0]?.result).toEqual(results);
  expect(came?.predictions).toEqual([]);
  await expect(bring(config, [{ ...task, predictions: ['4'] }])).rejects.toThrow('predictions');
});

test('an export of another server finds its authors by address', async () => {
  const [{ config, results }] = golden as [(typeof golden)[number]];
  const [task] = await taken(await bring(config, [exportedTask(1, { text: 'one' }, results, 1)]));
  expect(task?.annotations[0]).toMatchObject({ author: owner.account, completed_by: { email: owner.email } });
  const elsewhere = task?.annotations.map((each) => ({ ...each, author: 'uid-of-there' }));
  const [same] = await taken(await bring(config, [{ ...task, annotations: elsewhere }]));
  expect(same?.annotations[0]).toMatchObject({ author: owner.account });
  const strange = elsewhere?.map((each) => ({ ...each, completed_by: { email: 'eve@elsewhere.org' } }));
  const [kept] = await taken(await bring(config, [{ ...task, annotations: strange }]));
  expect(kept?.annotations[0]).toMatchObject({ author: 'uid-of-there', completed_by: null });
});
