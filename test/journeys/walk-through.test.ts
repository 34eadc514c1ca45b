import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createClient } from '../../src/client/create-client.ts';
import { lw } from '../run-lw.ts';
import { type RunningServer, startServer } from '../start-server.ts';

/*
 * The first seed's walk-through, command for command with ./lw for pachctl; the labels come by the same API
 * that the labeling page uses (the page itself is driven in browser.test.ts).
 */

const config = `<View><Text name="text" value="$text"/><Choices name="sentiment" toName="text"><Choice value="Positive"/><Choice value="Negative"/></Choices></View>`;
const examples = ['I love it', 'Never again', 'It was fine', 'A waste of money']
  .map((text) => JSON.stringify({ text }, null, 2))
  .join('\n');

let server: RunningServer;
let folder: string;
beforeEach(async () => {
  server = await startServer();
  folder = await mkdtemp(join(tmpdir(), 'walk-'));
});
afterEach(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

const label = async (project: string, count: number): Promise<string[]> => {
  const client = createClient({ url: server.url, token: server.token });
  const texts: string[] = [];
  for (let done = 0; done < count; done += 1) {
    const { task } = await client.projects.nextTask({ params: { id: project }, body: {} });
    if (task === null) throw new Error('no task left');
    texts.push(String(task.data['text']));
    const result = [
      {
        id: `r${task.id}`,
        from_name: 'sentiment',
        to_name: 'text',
        type: 'choices',
        value: { choices: ['Positive'] },
      },
    ];
    await client.projects.submit({ params: { id: project, task: task.id }, body: { result } });
  }
  return texts;
};

const textsBelow = async (place: string): Promise<string[]> => {
  const files = (await readdir(place, { recursive: true })).filter(
    (file) => file.startsWith('tasks/') && file.endsWith('.json'),
  );
  const tasks = await Promise.all(
    files.map(
      async (file) =>
        JSON.parse(await readFile(join(place, file), 'utf8')) as {
          data: { text: string };
          annotations: unknown[];
        },
    ),
  );
  return tasks.filter((task) => task.annotations.length > 0).map((task) => task.data.text);
};

describe.each(['each', 'manual'])('the seed’s walk-through under policy %s', (policy) => {
  test('v1 holds exactly the first labels, v2 all', { timeout: 120_000 }, async () => {
    const run = (...args: string[]) => lw(server, args);
    await writeFile(join(folder, 'test-example.json'), examples);
    await writeFile(join(folder, 'config.xml'), config);
    await run('create', 'repo', 'raw_data');
    await run('create', 'repo', 'labeled_data');
    await run('create', 'branch', 'labeled_data@master').catch((error: Error) =>
      expect(error.message).toContain('branch.exists'),
    );
    await run('create', 'branch', 'raw_data@master').catch((error: Error) =>
      expect(error.message).toContain('branch.exists'),
    );
    if (policy === 'each') await run('update', 'branch', 'labeled_data@master', '--commit-policy', 'each');
    await run(
      'put',
      'file',
      'raw_data@master:/test-example.json',
      '-f',
      join(folder, 'test-example.json'),
      '--split',
      'json',
      '--target-file-datums',
      '1',
    );
    expect(await run('list', 'file', 'raw_data@master:/test-example.json')).toContain(
      '/test-example.json/0000000000000003',
    );

    const project = JSON.parse(
      await run(
        'create',
        'project',
        '--title',
        'Sentiment',
        '--config',
        join(folder, 'config.xml'),
        '--source',
        'raw_data@master:**',
        '--target',
        'labeled_data@master',
        '--raw',
      ),
    ) as { id: string };
    await run('sync', 'project', project.id);

    const first = await label(project.id, 2);
    if (policy === 'manual') {
      expect(await run('pending', 'project', project.id)).toBe('2 new, 0 changed, 0 retired\n');
      expect((await run('commit', 'labels', project.id, '-m', 'first two')).trim()).toMatch(/^[0-9a-f]{64}$/);
    }
    expect(await run('pending', 'project', project.id)).toBe('0 new, 0 changed, 0 retired\n');
    await run('create', 'branch', 'labeled_data@v1', '--head', 'master');
    const second = await label(project.id, 2);
    if (policy === 'manual') await run('commit', 'labels', project.id);
    await run('create', 'branch', 'labeled_data@v2', '--head', 'master');
    expect(await run('list', 'branch', 'labeled_data')).toMatch(/v1 .*\n.*v2 /s);

    await run('get', 'file', '-r', 'labeled_data@v1:/', '-o', join(folder, 'v1'));
    await run('get', 'file', '-r', 'labeled_data@v2:/', '-o', join(folder, 'v2'));
    expect((await textsBelow(join(folder, 'v1'))).sort()).toEqual([...first].sort());
    expect((await textsBelow(join(folder, 'v2'))).sort()).toEqual([...first, ...second].sort());
    expect(JSON.parse(await run('inspect', 'commit', 'labeled_data@v1', '--raw'))).toMatchObject({
      provenance: [{ repo: 'raw_data' }],
    });
  });
});
