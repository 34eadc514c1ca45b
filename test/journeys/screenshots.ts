// Makes the pictures of README and guides from the real program: `node --import tsx test/journeys/screenshots.ts`,
// all of them or those that are named.
import { fileURLToPath } from 'node:url';
import { createClient } from '../../src/client/create-client.ts';
import { openBrowser } from './open-browser.ts';
import { signIn } from './sign-in.ts';
import { startServer } from '../start-server.ts';

const images = fileURLToPath(new URL('../../docs/images/', import.meta.url));
const server = await startServer();
const chrome = await openBrowser();
const client = createClient(server);
await client.accounts.rename({ body: { name: 'Ada' } });
const { id } = await client.projects.sample({ params: { name: 'mail' } });
const answers = ['spam', 'not spam'];
const label = async (count: number) => {
  for (let done = 0; done < count; done += 1) {
    const { task } = await client.projects.nextTask({ params: { id }, body: {} });
    if (task === null) return;
    const result = [
      {
        id: `choice${task.id}`,
        from_name: 'spam',
        to_name: 'text',
        type: 'choices',
        value: { choices: [answers[done % 2] as string] },
      },
    ];
    await client.projects.submit({ params: { id, task: task.id }, body: { result } });
  }
};
await label(12);
await client.projects.commit({ params: { id }, body: { message: 'The first dozen' } });
await client.projects.tagLabels({ params: { id }, body: { name: 'round-1' } });
await label(20);
await client.projects.commit({
  params: { id },
  body: { message: 'Twenty more, after reading the instructions again' },
});
await label(5);

/** Two pages of digits: one boxed but for its last, and one whose boxes were corrected from a commit to the next. */
const labelDigits = async () => {
  const { id: project } = await client.projects.sample({ params: { name: 'digits' } });
  const answer = await client.repos.getFile({
    params: { repo: 'sample_digits_truth', ref: 'master', path: 'truth.jsonl' },
  });
  type Box = { x: number; y: number; width: number; height: number; label: string };
  type Truth = { path: string; width: number; height: number; boxes: Box[] };
  const truth = (await answer.text())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Truth);
  const nextPage = async () => {
    const { task } = await client.projects.nextTask({ params: { id: project }, body: {} });
    const page = truth.find(({ path }) => String(task?.data['image']).endsWith(path));
    if (task === null || page === undefined) throw new Error('no page of digits');
    const results = page.boxes.map(({ label: digit, x, y, width, height }, at) => ({
      id: `box${at}`,
      from_name: 'digit',
      to_name: 'image',
      type: 'rectanglelabels',
      original_width: page.width,
      original_height: page.height,
      image_rotation: 0,
      value: {
        x: (x / page.width) * 100,
        y: (y / page.height) * 100,
        width: (width / page.width) * 100,
        height: (height / page.height) * 100,
        rotation: 0,
        rectanglelabels: [digit],
      },
    }));
    const submit = (result: typeof results) =>
      client.projects.submit({ params: { id: project, task: task.id }, body: { result } });
    return { task: task.id, results, submit };
  };
  const commit = async (message: string): Promise<string> => {
    const { commit: made } = await client.projects.commit({ params: { id: project }, body: { message } });
    return made?.id ?? '';
  };

  const first = await nextPage();
  await first.submit(first.results.slice(0, -1));
  const second = await nextPage();
  const wrong = second.results.slice(0, -1).map(({ value, ...result }, at) => ({
    ...result,
    value: {
      ...value,
      x: at === 1 ? value.x + 4 : value.x,
      y: at === 1 ? value.y - 3 : value.y,
      rectanglelabels: at === 0 ? ['7'] : value.rectanglelabels,
    },
  }));
  const { id: annotation } = await second.submit(wrong);
  const from = await commit('Two pages');
  await client.projects.updateAnnotation({
    params: { id: project, annotation },
    body: { result: second.results },
  });
  const to = await commit('Looked at again');
  return {
    label: `/projects/${project}/label?task=${first.task}`,
    diff: `/projects/${project}/history?from=${from}&to=${to}`,
  };
};
const digits = await labelDigits();
const wanted = process.argv.slice(2);

for (const dark of [false, true]) {
  const page = await chrome.person({ dark });
  await signIn(page, server);
  const shot = async (name: string, path: string) => {
    if (wanted.length > 0 && !wanted.includes(name)) return;
    await page.goto(`${server.url}${path}`);
    await page.waitForTimeout(1500);
    const begin = page.getByRole('button', { name: 'Begin labeling' });
    if (await begin.isVisible()) await begin.click();
    await page.waitForTimeout(500);
    await page.screenshot({ path: `${images}${name}${dark ? '-dark' : ''}.png` });
  };
  await shot('label', `/projects/${id}/label`);
  await shot('label-images', digits.label);
  await shot('diff', digits.diff);
  await shot('history', `/projects/${id}/history`);
  await shot('tasks', `/projects/${id}/tasks`);
  await page.context().close();
}
await chrome.close();
await server.stop();
