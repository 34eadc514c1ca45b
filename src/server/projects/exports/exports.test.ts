import { inflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { exportFormats } from '../../../formats/export-formats.ts';
import { findTemplate } from '../../../labels/templates/template-registry.ts';
import { exportFormatNames } from '../../../shared/contract/export-format-names.ts';
import { getCommit } from '../../../versions/commands/get-commit.ts';
import { getRepo } from '../../../versions/commands/get-repo.ts';
import type { Actor } from '../../actor.ts';
import { createProject } from '../create-project.ts';
import { ensureBranch } from '../ensure-branch.ts';
import { commitLabels } from '../labels/commit-labels.ts';
import { tagLabels } from '../labels/label-history.ts';
import { openPlace, type Place } from '../project-server.suite.ts';
import { syncProject } from '../sources/sync-project.ts';
import { importTasks } from '../tasks/import-tasks.ts';
import { listTasks } from '../tasks/list-tasks.ts';
import { removeTasks } from '../tasks/remove-tasks.ts';
import { submitAnnotation } from '../tasks/submit-annotation.ts';
import { exportLabels } from './export-labels.ts';
import { exportToRepo } from './export-to-repo.ts';
import { listExportFormats } from './list-export-formats.ts';

let place: Place;
let owner: Actor;
let id: string;
beforeEach(async () => {
  place = await openPlace();
  owner = await place.person('Ada', 'owner');
  const config = findTemplate('boxes')?.config as string;
  ({ id } = await createProject(place.server, owner, { title: 'Boxes', config, target: { repo: 'labels' } }));
});
afterEach(() => place.close());

const box = (label: string, x: number) => ({
  id: `r${x}`,
  from_name: 'label',
  to_name: 'image',
  type: 'rectanglelabels',
  original_width: 200,
  original_height: 100,
  image_rotation: 0,
  value: { x, y: 10, width: 20, height: 40, rotation: 0, rectanglelabels: [label] },
});
const load = (tasks: unknown) => {
  const body = (async function* () {
    yield Buffer.from(JSON.stringify(tasks));
  })();
  return importTasks(place.server, owner, { id, body });
};
const labeled = (n: number, label = 'Car') => ({
  data: { image: `s3://pictures/in/${n}.png` },
  annotations: [{ result: [box(label, n)] }],
});
/** Names and texts of a zip archive whose entries' sizes stand in their local headers. */
const unzip = (bytes: Buffer): Record<string, string> => {
  const files: Record<string, string> = {};
  for (let at = 0; bytes.readUInt32LE(at) === 0x04034b50; ) {
    const [method, packed, name] = [
      bytes.readUInt16LE(at + 8),
      bytes.readUInt32LE(at + 18),
      bytes.readUInt16LE(at + 26),
    ];
    const body = bytes.subarray(at + 30 + name, at + 30 + name + packed);
    files[bytes.toString('utf8', at + 30, at + 30 + name)] = String(
      method === 8 ? inflateRawSync(body) : body,
    );
    at += 30 + name + packed;
  }
  return files;
};
const download = async (format: string, ref?: string) => {
  const answer = await exportLabels(place.server, owner, { id, format, ref });
  return { answer, bytes: Buffer.from(await answer.arrayBuffer()) };
};

test('the contract names exactly the formats there are', () => {
  expect(exportFormats.map(({ name }) => name)).toEqual([...exportFormatNames]);
});

test('a format of many files comes as a zip archive, of now and of a tag', async () => {
  await load([labeled(1)]);
  await commitLabels(place.server, owner, { id });
  await tagLabels(place.server, owner, { id, name: 'v1' });
  await load([labeled(2, 'Bus')]);
  const { answer, bytes } = await download('YOLO');
  expect(answer.headers.get('content-type')).toBe('application/zip');
  expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="project-${id}.zip"`);
  const now = unzip(bytes);
  expect(now).toMatchObject({
    'labels/in/1.txt': '0 0.11 0.3 0.2 0.4\n',
    'labels/in/2.txt': '1 0.12 0.3 0.2 0.4\n',
    'classes.txt': 'Car\nBus\nPerson\n',
  });
  const old = unzip((await download('YOLO', 'v1')).bytes);
  expect(Object.keys(old).sort()).toEqual(['classes.txt', 'labels/in/1.txt', 'notes.json']);
});

test('images without regions have the size that their bytes say, in a commit that of its time', async () => {
  const gif = (side: string) => `GIF89a${side}\u0000\u0007\u0000`;
  await ensureBranch(place.server, { organisation: 'o1', repo: 'pictures', branch: 'master' });
  await place.put('pictures', {
    'in/a.gif': gif('\u001f'),
    'in/b.gif': gif('\u0005'),
    'in/c.gif': 'no picture',
  });
  const source = { repo: 'pictures', branch: 'master', glob: '**' };
  const config = findTemplate('boxes')?.config as string;
  ({ id } = await createProject(place.server, owner, {
    title: 'Pictures',
    config,
    source,
    target: { repo: 'l2' },
  }));
  await syncProject(place.server, owner, { id });
  const sizes = async (args: { ref?: string; all?: boolean }) => {
    const answer = await exportLabels(place.server, owner, { id, format: 'COCO', ...args });
    const coco = (await answer.json()) as { images: { file_name: string; width: number; height: number }[] };
    return coco.images.map(({ file_name, width, height }) => [file_name, width, height]);
  };
  expect(await sizes({ all: true })).toEqual([
    ['in/a.gif', 31, 7],
    ['in/b.gif', 5, 7],
    ['in/c.gif', null, null],
  ]);
  const { items } = await listTasks(place.server, owner, { id, limit: 9, state: 'all' });
  await submitAnnotation(place.server, owner, { id, task: items[0]?.id ?? '', result: [] });
  await commitLabels(place.server, owner, { id });
  await tagLabels(place.server, owner, { id, name: 'v1' });
  const [labeled] = await sizes({ ref: 'v1' });
  await ensureBranch(place.server, { organisation: 'o1', repo: 'pictures', branch: 'master' });
  await place.put('pictures', { 'in/a.gif': gif('\u0009'), 'in/b.gif': gif('\u0009') });
  expect(await sizes({ ref: 'v1' })).toEqual([labeled]);
});

test('every format says whether it fits, and one that does not is refused with the reason', async () => {
  const { items } = await listExportFormats(place.server, owner, { id });
  const fits = Object.fromEntries(items.map(({ name, whyNot }) => [name, whyNot === null]));
  expect(fits).toEqual({
    JSON: true,
    JSON_MIN: true,
    CSV: true,
    TSV: true,
    COCO: true,
    VOC: true,
    YOLO: true,
    BRUSH_TO_PNG: false,
    CONLL2003: false,
    SPACY_JSONL: false,
  });
  const reason = items.find(({ name }) => name === 'CONLL2003')?.whyNot;
  await expect(download('CONLL2003')).rejects.toMatchObject({ code: 'export.unfit', data: { reason } });
});

test('tasks of a commit that are gone here get numbers of their own', async () => {
  const loaded = await load([labeled(1), labeled(2)]);
  expect(loaded.tasks).toBe(2);
  await commitLabels(place.server, owner, { id });
  await tagLabels(place.server, owner, { id, name: 'v1' });
  const all = JSON.parse(String((await download('JSON')).bytes)) as { id: number }[];
  await removeTasks(place.server, owner, { id, ids: [all[0]?.id ?? 0] });
  await commitLabels(place.server, owner, { id });
  const old = JSON.parse(String((await download('JSON', 'v1')).bytes)) as { id: number }[];
  expect(new Set(old.map((task) => task.id)).size).toBe(2);
});

test('a download that is broken off reads no further', async () => {
  const text = 'x'.repeat(1000);
  await load(
    Array.from({ length: 2000 }, (_, n) => ({ ...labeled(n), data: { image: `s3://p/${n}.png`, text } })),
  );
  let reads = 0;
  const db: typeof place.server.db = {
    ...place.server.db,
    read: (query) => {
      reads++;
      return place.server.db.read(query);
    },
  };
  const server = { ...place.server, db };
  const whole = await (await exportLabels(server, owner, { id, format: 'JSON' })).text();
  expect(JSON.parse(whole)).toHaveLength(2000);
  const needed = reads;
  reads = 0;
  const reader = (await exportLabels(server, owner, { id, format: 'JSON' })).body?.getReader();
  await reader?.read();
  await reader?.cancel();
  const before = reads;
  expect(before).toBeLessThan(needed / 2);
  // a whole other export later, nothing of the first has gone on
  await (await exportLabels(server, owner, { id, format: 'JSON' })).text();
  expect(reads - before).toBeLessThanOrEqual(needed + 3);
});

test('an export becomes a commit of a folder, with the label commit as its origin', async () => {
  await load([labeled(1), labeled(2)]);
  await commitLabels(place.server, owner, { id });
  await place.person('Ben', 'owner', 'o2');
  const to = { id, format: 'YOLO', repo: 'sets', branch: 'train', prefix: '/boxes/' };
  const first = await exportToRepo(place.server, owner, to);
  expect(first).toMatchObject({ commit: { id: expect.any(String) }, files: 4, pending: 0 });
  const repo = await getRepo(place.server.versions, { organisation: 'o1', name: 'sets' });
  const labels = await getRepo(place.server.versions, { organisation: 'o1', name: 'labels' });
  const commit = await getCommit(place.server.versions, { repo, ref: first.commit?.id ?? '' });
  expect(commit.provenance).toEqual([{ repo: labels.uid, commit: first.from }]);
  expect(Object.keys(await place.files('sets', 'train'))).toEqual([
    'boxes/classes.txt',
    'boxes/labels/in/1.txt',
    'boxes/labels/in/2.txt',
    'boxes/notes.json',
  ]);
  // the same labels again are no commit; what others have beside the folder stays
  expect((await exportToRepo(place.server, owner, to)).commit).toBe(null);
  const coco = await exportToRepo(place.server, owner, { ...to, format: 'COCO', prefix: '', branch: 'coco' });
  expect(coco).toMatchObject({ files: 1 });
  expect(
    (await exportToRepo(place.server, owner, { ...to, format: 'COCO', prefix: '', branch: 'coco' })).commit,
  ).toBe(null);

  // a task that left takes its file along
  const [task] = JSON.parse(String((await download('JSON')).bytes)) as {
    id: number;
    data: { image: string };
  }[];
  await removeTasks(place.server, owner, { id, ids: [task?.id ?? 0] });
  expect(await exportToRepo(place.server, owner, to)).toMatchObject({ commit: null, pending: 1 });
  await commitLabels(place.server, owner, { id });
  expect(await exportToRepo(place.server, owner, to)).toMatchObject({ files: 3, pending: 0 });
  expect(Object.keys(await place.files('sets', 'train'))).not.toContain('boxes/labels/in/1.txt');
});

test('an export is not written over labels', async () => {
  await load([labeled(1)]);
  await commitLabels(place.server, owner, { id });
  const over = exportToRepo(place.server, owner, {
    id,
    format: 'JSON',
    repo: 'labels',
    branch: 'master',
    prefix: 'x',
  });
  await expect(over).rejects.toMatchObject({ code: 'project.branch_taken' });
  const reviewer = await place.person('Rae', 'reviewer');
  const by = exportToRepo(place.server, reviewer, {
    id,
    format: 'JSON',
    repo: 'sets',
    branch: 'a',
    prefix: '',
  });
  await expect(by).rejects.toMatchObject({ status: 404 });
});
