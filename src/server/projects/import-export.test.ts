import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AppError } from '../../shared/errors/app-error.ts';
import type { Actor } from '../actor.ts';
import { createProject } from './create-project.ts';
import { getProject } from './get-project.ts';
import { commitLabels } from './labels/commit-labels.ts';
import { tagLabels } from './labels/label-history.ts';
import { answer, compareCounts, openPlace, type Place, sentiment } from './project-server.suite.ts';
import { removeLeftovers } from './remove-leftovers.ts';
import { readSql } from '../../db/run-sql.ts';
import { makeSample } from './samples/make-sample.ts';
import { exportLabels } from './exports/export-labels.ts';
import { stageImport } from './tasks/import-rows.ts';
import { importTasks } from './tasks/import-tasks.ts';
import { listTasks } from './tasks/list-tasks.ts';
import { submitAnnotation } from './tasks/submit-annotation.ts';

let place: Place;
let owner: Actor;
let id: string;
beforeEach(async () => {
  place = await openPlace();
  owner = await place.person('Ada', 'owner');
  ({ id } = await createProject(place.server, owner, { title: 'Imported', config: sentiment }));
});
afterEach(async () => {
  const { kept, counted } = await compareCounts(place, id);
  expect(kept).toEqual(counted);
  await place.close();
});

async function* inPieces(text: string): AsyncIterable<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000);
}
const load = (text: string, filename?: string) =>
  importTasks(place.server, owner, { id, body: inPieces(text), filename });
const counts = async () => (await getProject(place.server, owner, { id })).counts;
const exported = async (format: string, ref?: string) =>
  (await exportLabels(place.server, owner, { id, format, ref })).text();

const labeled = {
  id: 7,
  data: { text: 'labeled 🎈' },
  meta: { from: 'elsewhere' },
  annotations: [{ id: 70, result: answer('Positive'), completed_by: 1, lead_time: 3.5, ground_truth: true }],
  predictions: [{ result: answer('Neutral'), score: 0.25, model_version: 'm1' }],
};

test.each([
  ['a list of plain data', '[{"text":"a"},{"text":"a"},{"text":"b"}]', 3],
  ['one object', '{"text":"a"}', 1],
  ['JSON Lines', '{"text":"a"}\n{"data":{"text":"b"}}\n', 2],
  ['CSV', 'text,n\n"a, b",1\nc,2\n', 2],
  ['nothing', '[]', 0],
])('%s is imported', async (_, text, tasks) => {
  expect(await load(text)).toMatchObject({ tasks, annotations: 0, predictions: 0 });
  expect((await counts()).tasks).toBe(tasks);
});

test('Label Studio JSON brings annotations and predictions, which are pending and then committed', async () => {
  expect(await load(JSON.stringify([labeled, { text: 'plain' }]))).toMatchObject({
    tasks: 2,
    annotations: 1,
    predictions: 1,
  });
  expect(await getProject(place.server, owner, { id })).toMatchObject({
    counts: { tasks: 2, labeled: 1, annotations: 1, predictions: 1 },
    pending: { new: 1, changed: 0, retired: 0 },
  });
  const { commit } = await commitLabels(place.server, owner, { id });
  const files = await place.files('imported', commit?.id ?? '');
  const [, text = ''] = Object.entries(files).find(([path]) => path.startsWith('tasks/')) ?? [];
  expect(JSON.parse(text)).toMatchObject({
    data: labeled.data,
    meta: labeled.meta,
    annotations: [{ author: owner.account, lead_time: 3.5, ground_truth: true }],
  });
});

test.each([
  [
    'a result that does not fit',
    [labeled, { data: { text: 'x' }, annotations: [{ result: answer('Maybe') }] }],
    1,
  ],
  ['an item that is no object', [labeled, 'text'], 1],
])('%s names its item, and nothing is imported', async (_, items, index) => {
  const many = Array.from({ length: 300 }, (__, n) => ({ text: `good ${n}` }));
  const error: AppError = await load(JSON.stringify([...many, ...items])).then(
    () => expect.unreachable(),
    (thrown) => thrown,
  );
  expect(error).toMatchObject({ code: 'import.invalid', data: { index: 300 + index } });
  expect((await listTasks(place.server, owner, { id, limit: 10 })).items).toEqual([]);
  expect(await counts()).toMatchObject({ tasks: 0, annotations: 0 });
});

/** How many tasks of imports wait. */
const waiting = async (): Promise<number> => {
  const [row] = await readSql<{ n: number }>(place.server.db, sql`SELECT count(*) AS n FROM import_task`);
  return Number(row?.n);
};

test('a body that is cut off imports nothing; what a kill left is removed at the next start', async () => {
  const many = JSON.stringify(Array.from({ length: 600 }, (_, n) => ({ text: `text ${n}` })));
  await expect(load(many.slice(0, -10))).rejects.toMatchObject({ code: 'import.invalid' });
  expect((await counts()).tasks).toBe(0);
  expect(await waiting()).toBe(0);
  const left = { import: 99, id: 1, key: 'k', data: '{}', data_hash: 'h', extra: null };
  const task = { ...left, annotations: 0, skips: 0, predictions: 0, score: null };
  await place.server.db.write(
    stageImport({ task: [task], annotation: [], annotation_class: [], prediction: [] }),
  );
  expect(await waiting()).toBe(1);
  await removeLeftovers(place.server);
  expect(await waiting()).toBe(0);
  expect(await load(many)).toMatchObject({ tasks: 600 });
  // the same again: other tasks of equal data
  expect(await load(many)).toMatchObject({ tasks: 600 });
  const { items } = await listTasks(place.server, owner, { id, limit: 1000 });
  expect(new Set(items.map((item) => item.key)).size).toBe(1000);
});

test('export: of now in every form, and of a label commit after more was labeled', async () => {
  await load(JSON.stringify([{ text: 'one' }, { text: 'two, "quoted"' }, { text: '=1+1' }]));
  const { items } = await listTasks(place.server, owner, { id, limit: 10 });
  const submit = (n: number) =>
    submitAnnotation(place.server, owner, { id, task: items[n]?.id ?? '', result: answer('Positive') });
  await submit(0);
  await commitLabels(place.server, owner, { id });
  await tagLabels(place.server, owner, { id, name: 'v1' });
  await submit(1);
  await submit(2);
  const now = JSON.parse(await exported('JSON'));
  expect(now).toHaveLength(3);
  expect(now[0]).toMatchObject({
    id: Number(items[0]?.id),
    annotations: [{ completed_by: { email: 'ada@example.org' }, was_cancelled: false }],
  });
  expect(JSON.parse(await exported('JSON', 'v1'))).toMatchObject([
    { id: Number(items[0]?.id), data: { text: 'one' } },
  ]);
  const least = JSON.parse(await exported('JSON_MIN'));
  expect(least[0]).toMatchObject({ text: 'one', sentiment: 'Positive', annotator: 1 });
  const csv = await exported('CSV');
  expect(csv).toContain('"two, ""quoted"""');
  expect(csv).toContain(`"'=1+1"`);
  const all = await exportLabels(place.server, owner, { id, format: 'JSON', all: true });
  expect(JSON.parse(await all.text())).toHaveLength(3);
  await expect(exportLabels(place.server, owner, { id, format: 'NOPE' })).rejects.toMatchObject({
    code: 'export.unknown',
  });
  await expect(exportLabels(place.server, owner, { id, format: 'JSON', ref: 'v9' })).rejects.toMatchObject({
    status: 404,
  });
});

test('what was exported is imported again with the same annotations', async () => {
  await load(JSON.stringify([labeled]));
  const text = await exported('JSON');
  const again = await createProject(place.server, owner, { title: 'Once more', config: sentiment });
  await importTasks(place.server, owner, { id: again.id, body: inPieces(text) });
  const response = await exportLabels(place.server, owner, { id: again.id, format: 'JSON' });
  const [first, second] = [JSON.parse(text)[0], JSON.parse(await response.text())[0]];
  expect(second.data).toEqual(first.data);
  expect(second.annotations[0]).toMatchObject({
    uid: first.annotations[0].uid,
    result: first.annotations[0].result,
    author: owner.account,
    ground_truth: true,
  });
});

test('the sample: 400 messages, half of them spam, the truth aside; asked again it is the same', async () => {
  const sample = await makeSample(place.server, owner, { name: 'mail' });
  expect(sample.counts).toMatchObject({ tasks: 400, labeled: 0 });
  expect(sample.target).toMatchObject({ repo: 'sample_mail_labels', branch: 'master', policy: 'manual' });
  const truth = (await place.files('sample_mail_truth', 'master'))['truth.jsonl']
    ?.trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(truth?.filter(({ spam }) => spam === 'spam')).toHaveLength(200);
  const { items } = await listTasks(place.server, owner, { id: sample.id, limit: 400 });
  expect(new Set(items.map((item) => item.key))).toEqual(new Set(truth?.map(({ key }) => key)));
  expect(String(items[0]?.data['text'])).toMatch(/^Subject:/m);
  expect(String(items[0]?.data['text'])).not.toMatch(/X-Spam/i);
  expect((await makeSample(place.server, owner, { name: 'mail' })).id).toBe(sample.id);
});

test('the sample with images: 300 pages, the boxes of their digits aside; made in seconds', async () => {
  const begun = performance.now();
  const sample = await makeSample(place.server, owner, { name: 'digits' });
  console.info(`sample of digits: ${Math.round(performance.now() - begun)} ms`);
  expect(sample.counts).toMatchObject({ tasks: 300, labeled: 0 });
  expect(sample.target).toMatchObject({ repo: 'sample_digits_labels', branch: 'master', policy: 'manual' });
  const truth = (await place.files('sample_digits_truth', 'master'))['truth.jsonl']
    ?.trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(truth).toHaveLength(300);
  const counts = truth?.map(({ boxes }) => boxes.length) ?? [];
  expect(Math.min(...counts)).toBeGreaterThanOrEqual(4);
  expect(Math.max(...counts)).toBeLessThanOrEqual(20);
  expect(
    new Set(truth?.flatMap(({ boxes }) => boxes.map((box: { label: string }) => box.label))),
  ).toHaveProperty('size', 10);
  const { items } = await listTasks(place.server, owner, { id: sample.id, limit: 400 });
  expect(new Set(items.map((item) => item.key))).toEqual(new Set(truth?.map(({ key }) => key)));
  expect(items[0]?.data['image']).toMatch(/^s3:\/\/sample_digits\/pages\/\d{4}\.png$/);
});
