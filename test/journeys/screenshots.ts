// Makes the README's pictures from the real program: `node --import tsx test/journeys/screenshots.ts`.
import { fileURLToPath } from 'node:url';
import { createClient } from '../../src/client/create-client.ts';
import { openBrowser } from './open-browser.ts';
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

for (const dark of [false, true]) {
  const page = await chrome.person({ dark });
  await page.goto(`${server.url}/user/login`);
  await page.getByLabel('Email').fill(server.email);
  await page.getByLabel('Password', { exact: true }).fill(server.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(`${server.url}/`);
  const shot = async (name: string, path: string) => {
    await page.goto(`${server.url}${path}`);
    await page.waitForTimeout(1500);
    const begin = page.getByRole('button', { name: 'Begin labeling' });
    if (await begin.isVisible()) await begin.click();
    await page.waitForTimeout(500);
    await page.screenshot({ path: `${images}${name}${dark ? '-dark' : ''}.png` });
  };
  await shot('label', `/projects/${id}/label`);
  await shot('history', `/projects/${id}/history`);
  await shot('tasks', `/projects/${id}/tasks`);
  await page.context().close();
}
await chrome.close();
await server.stop();
