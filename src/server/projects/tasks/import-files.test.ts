import { afterAll, beforeAll, expect, test } from 'vitest';
import { getRepo } from '../../../versions/commands/get-repo.ts';
import { walkEntries } from '../../../versions/commands/walk-entries.ts';
import type { Actor } from '../../actor.ts';
import { createProject } from '../create-project.ts';
import { openPlace, type Place } from '../project-server.suite.ts';
import { listAudit } from '../review/list-audit.ts';
import { undoAct } from '../undo/undo-act.ts';
import { getTask } from './get-task.ts';
import { importFiles } from './import-files.ts';
import { listTasks } from './list-tasks.ts';
import { removeTasks } from './remove-tasks.ts';

let place: Place;
let owner: Actor;
let id = '';
beforeAll(async () => {
  place = await openPlace();
  owner = await place.person('Ada', 'owner');
  const config = `<View><Image name="image" value="$photo"/><Text name="words" value="$caption"/>
    <Choices name="c" toName="image"><Choice value="yes"/><Choice value="no"/></Choices></View>`;
  ({ id } = await createProject(place.server, owner, { title: 'Photos', config }));
});
afterAll(() => place.close());

const png = (text: string) => Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.from(text)]);
const run = (files: Record<string, string | Buffer>, texts: 'lines' | 'files' = 'lines') =>
  importFiles(place.server, owner, {
    id,
    texts,
    files: (async function* () {
      for (const [name, content] of Object.entries(files))
        yield {
          name,
          content: (async function* () {
            yield Buffer.from(content);
          })(),
        };
    })(),
  });
const data = async () =>
  (await listTasks(place.server, owner, { id, limit: 50 })).items.map((task) => task.data);
const stored = async () => {
  const repo = await getRepo(place.server.versions, {
    organisation: owner.organisation,
    name: 'photos_files',
  });
  const paths: string[] = [];
  for await (const { path } of walkEntries(place.server.versions, { repo, ref: 'master' })) paths.push(path);
  return paths;
};

test('what cannot be read is named, and nothing is left of the files before it', async () => {
  const good = { 'a.png': png('a'), 't.json': '[{"caption":"x"}]' };
  for (const [name, content, reason] of [
    ['b.exe', 'MZ', 'it is no picture'],
    ['c.png', 'hello', 'it is no picture that browsers show'],
    ['d.png', '', 'there is nothing in it'],
    ['e.mp3', 'ID3', 'config shows no recordings'],
    ['f.json', '[{"caption":"y"}, {"caption":', 'item 1: '],
    ['g.csv', 'a,a\n1,2', 'two columns'],
    ['h.txt', Buffer.from([0xff, 0xfe, 0x00]), 'not UTF-8'],
    ['i.json', '[{"data":{"caption":"z"},"annotations":[{"result":[{"type":"choices"}]}]}]', 'item 0: '],
    ['j.json', '[]', 'there is nothing in it'],
  ] as const) {
    const failed = run({ ...good, [name]: content });
    await expect(failed, name).rejects.toMatchObject({
      code: 'import.unreadable',
      data: { file: name, reason: expect.stringContaining(reason) },
    });
  }
  await expect(run({})).rejects.toMatchObject({ code: 'request.invalid' });
  expect(await data()).toEqual([]);
  await expect(stored()).rejects.toMatchObject({ code: 'repo.not_found' });
});

test('pictures, rows and lines come in as one act, the bytes as one commit, and go together', async () => {
  const made = await run({
    'photos/a.png': png('a'),
    '../photos/./b.png': png('b'),
    'rows.csv': 'caption\none\ntwo\n',
    'notes.txt': 'three\n\n four \n',
  });
  expect(made).toMatchObject({ tasks: 6, annotations: 0 });
  expect(await data()).toEqual([
    { caption: 'one' },
    { caption: 'two' },
    { caption: 'three' },
    { caption: 'four' },
    { photo: 's3://photos_files/photos/a.png' },
    { photo: 's3://photos_files/photos/b.png' },
  ]);
  expect(await stored()).toEqual(['photos/a.png', 'photos/b.png']);
  const [b] = (await listTasks(place.server, owner, { id, limit: 1, sort: '-id' })).items;
  const { resolved } = await getTask(place.server, owner, { id, task: b?.id ?? '' });
  expect(resolved['photo']).toMatch(/\/media\/[0-9a-f]{64}\/b\.png$/);
  expect((await listAudit(place.server, owner, { id, limit: 9 })).items).toHaveLength(1);
  await undoAct(place.server, owner, { id, act: made.undo ?? '' });
  expect(await data()).toEqual([]);
});

test('other bytes of a name that is taken get a name of their own; the same bytes are there once', async () => {
  await run({ 'photos/a.png': png('other'), 'photos/b.png': png('b'), 'c.txt': 'a whole\ntext' }, 'files');
  const [c, a, b] = await data();
  expect(a?.['photo']).toMatch(/^s3:\/\/photos_files\/photos\/a-[0-9a-f]{8}\.png$/);
  expect(b).toEqual({ photo: 's3://photos_files/photos/b.png' });
  expect(c).toEqual({ caption: 'a whole\ntext' });
  expect(await stored()).toHaveLength(3);
});

test('a picture belongs to the rows that name it, as an export of Label Studio does', async () => {
  const { items } = await listTasks(place.server, owner, { id, limit: 50 });
  await removeTasks(place.server, owner, { id, ids: items.map((task) => task.id) });
  await run({
    'p/cat.png': png('cat'),
    'q/cat.png': png('other cat'),
    'dog.png': png('dog'),
    'my owl.png': png('owl'),
    'ant.png': png('ant'),
    'export.json': JSON.stringify([
      { id: 7, data: { photo: '/data/upload/3/1a2b3c4d-dog.png', caption: 'dog.png is a dog' } },
      { data: { photo: ['/data/local-files/?d=all/q/cat.png', 'my%20owl.png'] } },
      { photo: 'cat.png', caption: 'which one?' },
      { photo: 'https://example.org/dog.png' },
    ]),
  });
  expect(await data()).toEqual([
    { photo: 's3://photos_files/dog.png', caption: 'dog.png is a dog' },
    { photo: ['s3://photos_files/q/cat.png', 's3://photos_files/my owl.png'] },
    { photo: 'cat.png', caption: 'which one?' },
    { photo: 'https://example.org/dog.png' },
    { photo: 's3://photos_files/p/cat.png' },
    { photo: 's3://photos_files/ant.png' },
  ]);
});
