import { rm } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { runLw } from '../run-lw.ts';
import { killRounds } from './kill-rounds.ts';

test('20 times kill -9 under 8 clients: everything acknowledged is there, and fsck is clean', {
  timeout: 240_000,
}, async () => {
  const { acknowledged, dir } = await killRounds({ rounds: 20, seed: 20261121 });
  expect(acknowledged).toBeGreaterThan(100);
  const nobody = { url: 'http://127.0.0.1:1', token: '' };
  expect(await runLw(nobody, ['fsck', '--data', dir])).toMatchObject({ code: 0 });
  await rm(dir, { recursive: true, force: true });
});
