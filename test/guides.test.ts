import { execFileSync, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect } from 'vitest';
import { createClient } from '../src/client/create-client.ts';
import { clientTest, findTool } from './clients/find-tool.ts';
import { type RunningServer, startServer } from './start-server.ts';

/*
 * The guides are run as a reader would: each `sh` block in a shell, in one folder; a `text` block after it lists
 * lines that its output must contain (`…` for what differs). `<!-- test: label PROJECT N -->` is what people do in
 * the browser: the next N tasks; `<!-- test: relabel PROJECT TEXT CHOICE -->` another answer to the task with that
 * text. `<!-- test: needs python3 with A B -->` and `<!-- test: needs TOOL -->` say what a reader has installed,
 * `<!-- test: setting NAME=VALUE -->` what the server was started with.
 */

const root = fileURLToPath(new URL('..', import.meta.url));
const guides = join(root, 'docs/guides');
let server: RunningServer;
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guide-'));
  await symlink(join(root, 'lw'), join(folder, 'lw'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const stepForm =
  /^```(?<block>sh|text)\n(?<text>.*?)^```$|^<!-- test: (?<step>label|relabel|needs|setting) (?<words>.*?) -->$/gms;
type Step = { readonly type: string; readonly text: string };
const stepsOf = (guide: string): Step[] =>
  [...guide.matchAll(stepForm)].map(({ groups = {} }) => ({
    type: groups['block'] ?? groups['step'] ?? '',
    text: groups['text'] ?? groups['words'] ?? '',
  }));

type Tool = { readonly need: string; readonly name: string; readonly path: string | undefined };

/** A Python with modules may be another than the first: Debian's has PyTorch, the environment of the tests has not. */
const findNeed = (need: string): Tool => {
  const [, modules] = /^python3 with (.+)$/.exec(need) ?? [];
  if (modules === undefined) return { need, name: need, path: findTool(need) };
  const path = [findTool('python3'), '/usr/bin/python3'].find((python) => {
    try {
      execFileSync(python ?? '', ['-c', `import ${modules.split(' ').join(', ')}`], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  });
  return { need, name: 'python3', path };
};

const shell = async (script: string): Promise<string> => {
  const child = spawn('bash', ['-e', '-c', script], {
    cwd: folder,
    env: {
      ...process.env,
      HOME: folder,
      PATH: `${join(folder, '.bin')}:${process.env['PATH']}`,
      LABELWRIGHT_URL: server.url,
      LABELWRIGHT_TOKEN: server.token,
      NO_PROXY: '127.0.0.1',
    },
  });
  let output = '';
  child.stdout.on('data', (part: Buffer) => (output += part.toString()));
  child.stderr.on('data', (part: Buffer) => (output += part.toString()));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  expect(code, `${script}\n${output}\n${server.log()}`).toBe(0);
  return output;
};

const choice = (region: string, value: string) => [
  { id: region, from_name: 'sentiment', to_name: 'text', type: 'choices', value: { choices: [value] } },
];

const label = async (id: string, count: number): Promise<void> => {
  const client = createClient(server);
  for (let done = 0; done < count; done += 1) {
    const { task } = await client.projects.nextTask({ params: { id }, body: {} });
    if (task === null) throw new Error('no task is left to label');
    const result = choice(`region${task.id}`, 'Positive');
    await client.projects.submit({ params: { id, task: task.id }, body: { result } });
  }
};

const relabel = async (id: string, text: string, value: string): Promise<void> => {
  const client = createClient(server);
  const { items } = await client.projects.tasks({ params: { id }, query: { limit: 100 } });
  const [item] = items.filter(({ data }) => String(data['text']).includes(text));
  const task = await client.projects.getTask({ params: { id, task: item?.id ?? '' } });
  const [annotation] = task.annotations;
  if (annotation === undefined) throw new Error(`nobody has labeled ${text}`);
  await client.projects.updateAnnotation({
    params: { id, annotation: annotation.id },
    body: { result: choice(`region${task.id}`, value) },
  });
};

const follow = async (steps: readonly Step[], tools: readonly Tool[]): Promise<void> => {
  await mkdir(join(folder, '.bin'));
  for (const { name, path } of tools)
    await writeFile(join(folder, '.bin', name), `#!/bin/sh\nexec '${path}' "$@"\n`, { mode: 0o755 });
  let output = '';
  for (const { type, text } of steps) {
    const [id = '', ...words] = text.split(' ');
    if (type === 'sh') output = await shell(text);
    if (type === 'label') await label(id, Number(words[0]));
    if (type === 'relabel') await relabel(id, words.slice(0, -1).join(' '), words.at(-1) ?? '');
    if (type === 'text')
      for (const line of text.trim().split('\n'))
        for (const part of line.split('…')) expect(output).toContain(part.trim());
  }
};

const run = async (steps: readonly Step[], tools: readonly Tool[]): Promise<void> => {
  const settings = steps.filter(({ type }) => type === 'setting').map(({ text }) => text.split('='));
  server = await startServer({ env: Object.fromEntries(settings) as Record<string, string> });
  try {
    await follow(steps, tools);
  } finally {
    await server.stop();
  }
};

for (const file of readdirSync(guides).filter((name) => name.endsWith('.md') && name !== 'README.md')) {
  const steps = stepsOf(readFileSync(join(guides, file), 'utf8'));
  const tools = steps.filter(({ type }) => type === 'needs').map(({ text }) => findNeed(text));
  const missing = tools.find(({ path }) => path === undefined);
  const name = `the guide ${file.replace('.md', '')} does what it says`;
  clientTest(missing?.need ?? '', missing === undefined, name, () => run(steps, tools), 300_000);
}
