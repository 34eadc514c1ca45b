import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AppError } from '../../../shared/errors/app-error.ts';
import type { Actor } from '../../actor.ts';
import { ensureBranch } from '../ensure-branch.ts';
import { createProject } from '../create-project.ts';
import { getProject } from '../get-project.ts';
import { commitLabels } from '../labels/commit-labels.ts';
import { listConflicts } from '../labels/list-conflicts.ts';
import { pendingLabels } from '../labels/pending-labels.ts';
import { resolveConflict } from '../versions/resolve-conflicts.ts';
import { getMedia } from '../media/get-media.ts';
import { answer, compareCounts, openPlace, type Place, sentimentProject } from '../project-server.suite.ts';
import { getTask } from '../tasks/get-task.ts';
import { listTasks } from '../tasks/list-tasks.ts';
import { nextTask } from '../tasks/next-task.ts';
import { submitAnnotation } from '../tasks/submit-annotation.ts';
import { previewSource } from './preview-source.ts';
import { syncProject } from './sync-project.ts';
import { updateSource } from './update-source.ts';

let place: Place;
let owner: Actor;
let id: string;
beforeEach(async () => {
  place = await openPlace();
  owner = await place.person('Ada', 'owner');
});
afterEach(async () => {
  const { kept, counted } = await compareCounts(place, id);
  expect(kept).toEqual(counted);
  await place.close();
});

const sync = () => syncProject(place.server, owner, { id });
const tasks = async (state: 'all' | 'open' | 'labeled' | 'retired' = 'all') =>
  (await listTasks(place.server, owner, { id, limit: 100, state })).items;
const label = async (text: string, choice = 'Positive'): Promise<string> => {
  const task = (await tasks()).find((each) => each.data['text'] === text);
  if (!task) throw new Error(`no task ${text}`);
  await submitAnnotation(place.server, owner, { id, task: task.id, result: answer(choice) });
  return task.id;
};
const taskFiles = async () =>
  Object.keys(await place.files('labels', 'master')).filter((path) => path.startsWith('tasks/'));
const json = (text: string) => JSON.stringify({ text });
const begin = async (changed: 'replace' | 'keep' | 'block' = 'replace', texts = ['a', 'b', 'c']) => {
  ({ id } = await sentimentProject(place, owner, { texts, changed }));
  await sync();
};

test('replace: the changed file’s task is retired, the new one waits with the old label as a suggestion', async () => {
  await begin();
  const old = await label('b', 'Negative');
  await commitLabels(place.server, owner, { id });
  expect(await taskFiles()).toHaveLength(1);
  await place.put('raw', { 'texts/0001': json('b, edited') });
  expect(await sync()).toMatchObject({ added: 0, changed: 1, retired: 0, unchanged: 0 });
  expect((await tasks('retired')).map((task) => task.id)).toEqual([old]);
  const fresh = (await tasks('open')).find((task) => task.suggestion);
  const view = await getTask(place.server, owner, { id, task: fresh?.id ?? '' });
  expect(view.data).toEqual({ text: 'b, edited' });
  expect(view.predictions).toMatchObject([
    { modelVersion: 'previous version', result: [{ value: { choices: ['Negative'] } }] },
  ]);
  expect(await pendingLabels(place.server, owner, { id })).toMatchObject({ new: 0, changed: 0, retired: 1 });
  await commitLabels(place.server, owner, { id });
  expect(await taskFiles()).toHaveLength(0);
});

test('removed: the task is retired and its labels leave the next commit; back again, they come back', async () => {
  await begin();
  const task = await label('a');
  await commitLabels(place.server, owner, { id });
  const [path = ''] = await taskFiles();
  const before = (await place.files('labels', 'master'))[path];
  await place.put('raw', { 'texts/0000': null });
  expect(await sync()).toMatchObject({ retired: 1 });
  const late = submitAnnotation(place.server, owner, { id, task, result: answer('Neutral') });
  await expect(late).rejects.toMatchObject({ code: 'task.retired' });
  await commitLabels(place.server, owner, { id });
  expect(await taskFiles()).toEqual([]);
  await place.put('raw', { 'texts/0000': json('a') });
  expect(await sync()).toMatchObject({ added: 1 });
  expect(await tasks('labeled')).toMatchObject([{ id: task }]);
  await commitLabels(place.server, owner, { id });
  expect((await place.files('labels', 'master'))[path]).toBe(before);
});

test('keep: a labeled task stays on the old data and says so; an unlabeled one is replaced', async () => {
  await begin('keep');
  const kept = await label('a');
  await place.put('raw', { 'texts/0000': json('A'), 'texts/0001': json('B') });
  expect(await sync()).toMatchObject({ changed: 2 });
  const all = await tasks();
  expect(all.find((task) => task.id === kept)).toMatchObject({
    data: { text: 'a' },
    stale: true,
    state: 'labeled',
  });
  expect(all.map((task) => task.data['text']).sort()).toEqual(['B', 'a', 'c']);
  await place.put('raw', { 'texts/0000': json('a') });
  await sync();
  expect((await tasks()).find((task) => task.id === kept)?.stale).toBe(undefined);
});

test.each(['ours', 'theirs'] as const)('block: commits wait for a person, who takes %s', async (take) => {
  await begin('block');
  await label('a');
  await place.put('raw', { 'texts/0000': json('A') });
  await sync();
  await expect(commitLabels(place.server, owner, { id })).rejects.toMatchObject({
    code: 'labels.conflicts_open',
  });
  const { items } = await listConflicts(place.server, owner, { id, limit: 10 });
  expect(items).toMatchObject([{ kind: 'source', ours: { text: 'a' }, theirs: { text: 'A' } }]);
  await resolveConflict(place.server, owner, { id, conflict: items[0]?.id ?? '', take });
  expect((await getProject(place.server, owner, { id })).conflicts).toBe(0);
  await commitLabels(place.server, owner, { id });
  expect(await taskFiles()).toHaveLength(take === 'ours' ? 1 : 0);
  expect((await tasks()).some((task) => task.data['text'] === 'A')).toBe(take === 'theirs');
});

test('one changed file of many reads one object; nothing changed reads none', async () => {
  const texts = Array.from({ length: 300 }, (_, n) => `text ${n}`);
  await begin('replace', texts);
  expect((await getProject(place.server, owner, { id })).counts.tasks).toBe(300);
  const { objects } = place.server.versions;
  const open = objects.open.bind(objects);
  const reads: string[] = [];
  Object.assign(objects, {
    open: (sha256: string, range?: { start?: number; end?: number }) => {
      reads.push(sha256);
      return open(sha256, range);
    },
  });
  await sync();
  expect(reads).toEqual([]);
  await place.put('raw', { 'texts/0123': json('new') });
  reads.length = 0;
  expect(await sync()).toMatchObject({ changed: 1, unchanged: 0 });
  const entry = await place.entry('raw', 'master', 'texts/0123');
  const files = new Set(reads);
  expect(files.has(entry?.sha256 ?? '')).toBe(true);
  const others = await Promise.all(
    texts.map((_, n) => place.entry('raw', 'master', `texts/${String(n).padStart(4, '0')}`)),
  );
  expect(others.filter((other) => files.has(other?.sha256 ?? ''))).toHaveLength(1);
});

test('rows: equal rows are tasks of their own, moved rows keep their labels, one changed row leaves the others', async () => {
  await ensureBranch(place.server, {
    organisation: 'o1',
    repo: 'raw',
    branch: 'master',
    policy: { type: 'each' },
  });
  await place.put('raw', { 'all.jsonl': [json('a'), json('a'), json('b'), json('c')].join('\n') });
  ({ id } = await sentimentProject(place, owner));
  expect(await sync()).toMatchObject({ added: 4 });
  const b = await label('b');
  await commitLabels(place.server, owner, { id });
  await place.put('raw', {
    'all.jsonl': [json('new'), json('a'), json('b'), json('c'), json('a')].join('\n'),
  });
  expect(await sync()).toMatchObject({ added: 1, changed: 0, retired: 0, unchanged: 4 });
  expect(await commitLabels(place.server, owner, { id })).toMatchObject({ commit: null });
  await place.put('raw', {
    'all.jsonl': [json('new'), json('a'), json('B!'), json('c'), json('a')].join('\n'),
  });
  expect(await sync()).toMatchObject({ added: 0, changed: 1, retired: 0, unchanged: 4 });
  expect((await tasks('retired')).map((task) => task.id)).toEqual([b]);
  await place.put('raw', { 'all.jsonl': null, 'part.csv': 'text\nnew\na\nB!\nc\na\n' });
  expect(await sync()).toMatchObject({ added: 0, changed: 0, retired: 0, unchanged: 5 });
  expect((await tasks())[0]?.source).toMatchObject({ path: 'part.csv' });
});

test('rows whose id another row has go by their data: all come in, edited and all', async () => {
  const policy = { type: 'each' } as const;
  await ensureBranch(place.server, { organisation: 'o1', repo: 'raw', branch: 'master', policy });
  const row = (rowId: string | number, text: string) => JSON.stringify({ id: rowId, text });
  const put = (...rows: readonly string[]) => place.put('raw', { 'all.jsonl': rows.join('\n') });
  await put(row(1, 'a'), row('1', 'b'), row(1, 'a'), row(2, 'c'));
  ({ id } = await sentimentProject(place, owner));
  const [source] = (await getProject(place.server, owner, { id })).sources;
  await updateSource(place.server, owner, { id, source: source?.id ?? '', body: { keyField: 'id' } });
  expect(await sync()).toMatchObject({ added: 4, errors: [] });
  const labeled = await label('b');
  await put(row(1, 'a'), row('1', 'b'), row(1, 'A'), row(2, 'C'));
  expect(await sync()).toMatchObject({ added: 0, changed: 2, retired: 0, unchanged: 2, errors: [] });
  await place.put('raw', { 'more.jsonl': row(2, 'in another file') });
  expect(await sync()).toMatchObject({ added: 1, errors: [] });
  expect((await tasks()).map((task) => task.data['text']).sort()).toEqual(
    ['A', 'C', 'a', 'b', 'in another file'].sort(),
  );
  expect((await tasks('labeled')).map((task) => task.id)).toEqual([labeled]);
});

test('a file that cannot be read is named and leaves its tasks; the next good one goes on', async () => {
  await begin();
  await label('a');
  await place.put('raw', { 'texts/0000': '{"text": ', 'texts/0003': json('d') });
  const result = await sync();
  expect(result).toMatchObject({ added: 1, changed: 0, retired: 0 });
  expect(result.errors).toMatchObject([
    { path: 'texts/0000', detail: expect.stringContaining('texts/0000') },
  ]);
  expect((await getProject(place.server, owner, { id })).sources[0]?.error).toContain('texts/0000');
  expect(await tasks('labeled')).toHaveLength(1);
  await place.put('raw', { 'texts/0000': json('a') });
  expect(await sync()).toMatchObject({ unchanged: 1, errors: [] });
  expect((await getProject(place.server, owner, { id })).sources[0]?.error).toBe(null);
});

test('Label Studio tasks in source files bring their annotations and predictions', async () => {
  await ensureBranch(place.server, {
    organisation: 'o1',
    repo: 'raw',
    branch: 'master',
    policy: { type: 'each' },
  });
  const task = {
    data: { text: 'given' },
    annotations: [{ result: answer('Positive'), completed_by: { email: 'Ada@Example.org' } }],
    predictions: [{ result: answer('Neutral'), model_version: 'm1', score: 0.5 }],
  };
  const unfit = { ...task, annotations: [{ result: answer('Maybe') }] };
  await place.put('raw', { 'one.json': JSON.stringify(task), 'two.json': JSON.stringify(unfit) });
  ({ id } = await sentimentProject(place, owner));
  expect((await sync()).errors).toMatchObject([{ path: 'two.json' }]);
  expect((await getProject(place.server, owner, { id })).counts).toMatchObject({
    tasks: 1,
    labeled: 1,
    predictions: 1,
  });
  expect(await pendingLabels(place.server, owner, { id })).toMatchObject({ new: 1 });
});

test('files: text files are their text, others an address that is served by hash to this project only', async () => {
  await ensureBranch(place.server, {
    organisation: 'o1',
    repo: 'raw',
    branch: 'master',
    policy: { type: 'each' },
  });
  await place.put('raw', { 'a.txt': 'hello', 'b.txt': 'world' });
  ({ id } = await sentimentProject(place, owner));
  await sync();
  expect((await tasks()).map((task) => task.data)).toEqual([{ text: 'hello' }, { text: 'world' }]);
  const images = await createProject(place.server, owner, {
    title: 'Images',
    config:
      '<View><Image name="img" value="$image"/><Choices name="c" toName="img"><Choice value="x"/></Choices></View>',
    source: { repo: 'raw', branch: 'master', glob: '*.txt', importMethod: 'files' },
  });
  await syncProject(place.server, owner, { id: images.id });
  const { task } = await nextTask(place.server, owner, { id: images.id });
  expect(task?.data).toEqual({ image: 's3://raw/a.txt' });
  const url = String(task?.resolved['image']);
  const [, sha256 = ''] = /media\/([0-9a-f]{64})\/a\.txt$/.exec(url) ?? [];
  await place.put('raw', { 'a.txt': 'changed since' });
  const get = (project: string, headers = {}) =>
    getMedia(place.server, owner, { id: project, sha256, name: 'a.txt', headers: new Headers(headers) });
  const response = await get(images.id);
  expect(await response.text()).toBe('hello');
  expect(response.headers.get('content-security-policy')).toContain('sandbox');
  const part = await get(images.id, { range: 'bytes=1-2' });
  expect([part.status, await part.text()]).toEqual([206, 'el']);
  await expect(get(id)).rejects.toMatchObject({ code: 'file.not_found' });
});

test('the method is judged by content, shown and changeable; changing it makes the tasks anew', async () => {
  await begin();
  const preview = await previewSource(place.server, owner, { repo: 'raw', branch: 'master' });
  expect(preview).toMatchObject({
    importMethod: 'tasks',
    files: 3,
    tasks: [{ text: 'a' }, { text: 'b' }, { text: 'c' }],
  });
  const { sources } = await getProject(place.server, owner, { id });
  const source = sources[0]?.id ?? '';
  const changed = await updateSource(place.server, owner, { id, source, body: { importMethod: 'files' } });
  expect(changed).toMatchObject({ importMethod: 'files', importMethodChosen: true, glob: '**' });
  await sync();
  expect((await tasks()).map((task) => task.data)).toEqual(
    ['a', 'b', 'c'].map((text) => ({ text: json(text) })),
  );
  expect(await tasks('retired')).toHaveLength(3);
});

test('errors name what is missing, and a taken branch its project', async () => {
  await begin();
  const code = (promise: Promise<unknown>) => promise.then(String, (error: AppError) => error.code);
  const make = (args: object) => createProject(place.server, owner, { title: 'Another', ...args });
  expect(await code(make({ target: { repo: 'labels' } }))).toBe('project.branch_taken');
  expect(await code(make({ source: { repo: 'nope', branch: 'master' } }))).toBe('repo.not_found');
  expect(await code(make({ config: '<View>' }))).toBe('config.invalid');
  expect(await code(make({ template: 'nope' }))).toBe('template.not_found');
  expect((await make({})).target).toMatchObject({ repo: 'another', branch: 'master', policy: 'manual' });
});
