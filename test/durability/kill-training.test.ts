import { rm } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { createClient } from '../../src/client/create-client.ts';
import { runLw } from '../run-lw.ts';
import { startServer } from '../start-server.ts';

const moods = ['glad', 'sad', 'calm', 'angry'] as const;
const config = `<View><Text name="text" value="$text"/><Choices name="mood" toName="text">
  ${moods.map((mood) => `<Choice value="${mood}"/>`).join('')}
</Choices></View>`;
/** Enough for a training of many seconds, whose progress is told each second. */
const many = 4_000;
const wordsEach = 150;

/** Labeled, but for the last, which are there to be suggested. */
const taskOf = (n: number) => {
  const mood = moods[n % moods.length] ?? '';
  const text = Array.from({ length: wordsEach }, (_, at) => `w${(n * 31 + at * 17) % 3_001}`).join(' ');
  const result = [
    { id: 'a', from_name: 'mood', to_name: 'text', type: 'choices', value: { choices: [mood] } },
  ];
  return { data: { text: `${mood} ${text}` }, ...(n < many ? { annotations: [{ result }] } : {}) };
};

test('kill -9 in the middle of a training: the next start goes on with the same run, and one model is made', {
  timeout: 120_000,
}, async () => {
  const server = await startServer();
  const before = createClient(server);
  const { id } = await before.projects.create({ body: { title: 'moods', config } });
  await before.projects.import({
    params: { id },
    query: { filename: 'tasks.json' },
    body: new Blob([JSON.stringify(Array.from({ length: many + 20 }, (_, n) => taskOf(n)))]),
  });
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
  await expect.poll(async () => (await run())?.state, { timeout: 60_000, interval: 100 }).toBe('done');
  expect((await run())?.id).toBe(cut?.id);
  const models = await after.repos.commits({
    params: { repo: 'moods-models' },
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
