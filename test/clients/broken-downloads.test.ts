import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createClient } from '../../src/client/create-client.ts';
import { runLw } from '../run-lw.ts';
import { type RunningServer, startServer } from '../start-server.ts';

/* A label commit with a file that nobody can read: its export is refused, or cut off, but never a short file. */

const config =
  '<View><Text name="text" value="$text"/><Choices name="sentiment" toName="text"><Choice value="Good"/></Choices></View>';
let server: RunningServer;
let folder: string;
let project: string;
const client = () => createClient(server);
beforeAll(async () => {
  server = await startServer();
  folder = mkdtempSync(join(tmpdir(), 'broken-'));
  ({ id: project } = await client().projects.create({
    body: { title: 'Broken', config, target: { repo: 'labels', branch: 'master' } },
  }));
});
afterAll(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** The label branch with so many tasks, and behind them, by path, the broken file; as a branch of its own. */
const breakAfter = async (tasks: number, branch: string): Promise<void> => {
  const result = [{ from_name: 'sentiment', to_name: 'text', type: 'choices', value: { choices: ['Good'] } }];
  const items = Array.from({ length: tasks }, (_, n) => ({
    data: { text: `${branch} ${n} ${'x'.repeat(500)}` },
    annotations: [{ result }],
  }));
  await client().projects.import({ params: { id: project }, body: Buffer.from(JSON.stringify(items)) });
  await client().projects.commit({ params: { id: project }, body: { message: branch } });
  const repo = 'labels';
  await client().repos.createBranch({ params: { repo }, body: { name: branch, head: 'master' } });
  await client().repos.putFile({
    params: { repo, ref: branch, path: `tasks/ff/${'f'.repeat(64)}.json` },
    body: Buffer.from('{"key": '),
  });
};
const download = (format: string, ref: string) =>
  fetch(`${server.url}/api/lw/projects/${project}/export?format=${format}&ref=${ref}`, {
    headers: { authorization: `Token ${server.token}` },
  });

test('broken from the start: refused, and the file is named', async () => {
  await breakAfter(3, 'early');
  for (const format of ['JSON', 'JSON_MIN', 'CSV', 'SPACY_JSONL']) {
    const answer = await download(format, 'early');
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      code: 'task_file.invalid',
      path: expect.stringContaining('ffff'),
    });
  }
});

test('broken midway: the download breaks too, and the command line keeps no part of it', async () => {
  await breakAfter(2000, 'late');
  const answer = await download('JSON', 'late');
  expect(answer.status).toBe(200);
  await expect(answer.text()).rejects.toThrow();
  const output = join(folder, 'late.json');
  const ran = await runLw(server, ['export', project, '--ref', 'late', '-o', output]);
  expect(ran.code).not.toBe(0);
  expect(existsSync(output)).toBe(false);
  // the server goes on
  expect((await download('JSON', 'master')).status).toBe(200);
});
