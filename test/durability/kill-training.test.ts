import { rm } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { createClient } from '../../src/client/create-client.ts';
import { runLw } from '../run-lw.ts';
import { startServer } from '../start-server.ts';

test('kill -9 in the middle of a training: the next start goes on with the same run, and one model is made', {
  timeout: 120_000,
}, async () => {
  const server = await startServer();
  const before = createClient(server);
  const { id } = await before.projects.sample({ params: { name: 'mail' } });
  const { items: tasks } = await before.projects.tasks({ params: { id }, query: { limit: 1000 } });
  for (const [index, task] of tasks.entries()) {
    const value = { choices: [index % 3 === 0 ? 'spam' : 'not spam'] };
    const result = [{ id: 'a', from_name: 'spam', to_name: 'text', type: 'choices', value }];
    // the last stay open, to be suggested
    if (index < 380) await before.projects.submit({ params: { id, task: task.id }, body: { result } });
  }
  const { commit } = await before.projects.commit({ params: { id }, body: { message: 'all' } });
  await before.pipelines.setSuggestions({ params: { id }, body: { enabled: true } });
  const training = async () => (await before.pipelines.suggestions({ params: { id } })).run;
  await expect
    .poll(async () => (await training())?.doing, { timeout: 30_000, interval: 20 })
    .toMatch(/measuring|epoch/);
  const cut = await training();
  expect(cut?.state).toBe('running');
  await server.kill('SIGKILL');

  const again = await startServer({ dir: server.dir });
  const after = createClient(again);
  const run = async () => (await after.pipelines.suggestions({ params: { id } })).run;
  await expect.poll(async () => (await run())?.state, { timeout: 25_000, interval: 100 }).toBe('done');
  expect((await run())?.id).toBe(cut?.id);
  const models = await after.repos.commits({
    params: { repo: 'sample_mail_labels-models' },
    query: { ref: 'master' },
  });
  expect(models.items).toHaveLength(1);
  expect(models.items[0]?.provenance[0]).toMatchObject({ commit: commit?.id });
  const { task } = await after.projects.nextTask({ params: { id }, body: {} });
  expect(task?.predictions).toHaveLength(1);
  await again.stop({ keep: true });
  const nobody = { url: 'http://127.0.0.1:1', token: '' };
  expect(await runLw(nobody, ['fsck', '--data', server.dir])).toMatchObject({ code: 0 });
  await rm(server.dir, { recursive: true, force: true });
});
