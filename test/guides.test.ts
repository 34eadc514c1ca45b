import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createClient } from '../src/client/create-client.ts';
import { type RunningServer, startServer } from './start-server.ts';

/*
 * The guides are run as a reader would: each `sh` block in a shell, in one folder; a `text` block after it lists
 * lines that its output must contain (`…` for what differs). `<!-- test: label PROJECT N -->` is what people do in
 * the browser.
 */

const root = fileURLToPath(new URL('..', import.meta.url));
let server: RunningServer;
let folder: string;
beforeEach(async () => {
  server = await startServer();
  folder = await mkdtemp(join(tmpdir(), 'guide-'));
  await symlink(join(root, 'lw'), join(folder, 'lw'));
});
afterEach(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

type Step = { readonly type: 'sh' | 'text' | 'label'; readonly text: string };

const stepsOf = (guide: string): Step[] =>
  [...guide.matchAll(/^```(sh|text)\n(.*?)^```$|^<!-- test: (label) (.*?) -->$/gms)].map((match) => ({
    type: (match[1] ?? match[3]) as Step['type'],
    text: match[2] ?? match[4] ?? '',
  }));

const shell = async (script: string): Promise<string> => {
  const child = spawn('bash', ['-e', '-c', script], {
    cwd: folder,
    env: { ...process.env, HOME: folder, LABELWRIGHT_URL: server.url, LABELWRIGHT_TOKEN: server.token },
  });
  let output = '';
  child.stdout.on('data', (part: Buffer) => (output += part.toString()));
  child.stderr.on('data', (part: Buffer) => (output += part.toString()));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  expect(code, `${script}\n${output}\n${server.log()}`).toBe(0);
  return output;
};

const label = async (id: string, count: number): Promise<void> => {
  const client = createClient(server);
  for (let done = 0; done < count; done += 1) {
    const { task } = await client.projects.nextTask({ params: { id }, body: {} });
    if (task === null) throw new Error('no task is left to label');
    const result = [
      {
        id: `region${task.id}`,
        from_name: 'sentiment',
        to_name: 'text',
        type: 'choices',
        value: { choices: ['Positive'] },
      },
    ];
    await client.projects.submit({ params: { id, task: task.id }, body: { result } });
  }
};

test.each(['versioned-labels-in-ten-minutes', 'coming-from-pachyderm'])(
  'the guide %s does what it says',
  { timeout: 120_000 },
  async (name) => {
    let output = '';
    for (const step of stepsOf(await readFile(join(root, `docs/guides/${name}.md`), 'utf8'))) {
      if (step.type === 'sh') output = await shell(step.text);
      else if (step.type === 'label')
        await label(step.text.split(' ')[0] as string, Number(step.text.split(' ')[1]));
      else
        for (const line of step.text.trim().split('\n'))
          for (const part of line.split('…')) expect(output).toContain(part.trim());
    }
  },
);
