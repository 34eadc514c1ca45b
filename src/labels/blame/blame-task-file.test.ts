import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sameJson } from '../canonical-json.ts';
import { taskFileArbitrary, withResults } from '../fixtures/task-file-arbitrary.suite.ts';
import { indexResults } from '../results/result-identity.ts';
import type { TaskFile } from '../task-file/task-file.ts';
import { blameTaskFile, type TaskFileVersion } from './blame-task-file.ts';

const box = (id: string, name: string) => ({
  id,
  from_name: 'box',
  to_name: 'image',
  type: 'rectanglelabels',
  value: { x: 1, y: 1, width: 1, height: 1, rectanglelabels: [name] },
});
const base: TaskFile = {
  key: 'ab',
  source: null,
  data: {},
  annotations: [
    {
      uid: 'a1',
      author: 'ann',
      created_at: '2026-01-01T00:00:00Z',
      updated_at: '2026-01-01T00:00:00Z',
      lead_time: 1,
      was_cancelled: false,
      ground_truth: false,
      result: [],
    },
  ],
};
const version = (commit: string, ...results: ReturnType<typeof box>[]): TaskFileVersion<string> => ({
  commit,
  file: withResults(base, 'a1', () => results),
});

test('each region is blamed on the commit that last changed it', async () => {
  const blames = await blameTaskFile([
    version('c4', box('r1', 'bus'), box('r2', 'car'), box('r3', 'dog')),
    version('c3', box('r1', 'bus'), box('r2', 'car')),
    version('c2', box('r1', 'car'), box('r2', 'car')),
    version('c1', box('r2', 'car')),
    { commit: 'c0', file: undefined },
  ]);
  expect(blames.map(({ identity, commit }) => [identity, commit])).toEqual([
    [null, 'c1'],
    ['["region","r1","box"]', 'c3'],
    ['["region","r2","box"]', 'c1'],
    ['["region","r3","box"]', 'c4'],
  ]);
  expect(blames[0]).toMatchObject({ annotation: 'a1', author: 'ann', at: '2026-01-01T00:00:00Z' });
});

test('a region that came back is blamed on its return; reading stops once all is known', async () => {
  let read = 0;
  const versions = async function* (): AsyncGenerator<TaskFileVersion<number>> {
    const history = [base, undefined, base, base];
    for (const [commit, file] of history.entries()) {
      read++;
      yield { commit, file };
    }
  };
  expect(await blameTaskFile(versions())).toMatchObject([{ identity: null, commit: 0 }]);
  expect(read).toBe(2);
  expect(await blameTaskFile([])).toEqual([]);
  expect(await blameTaskFile([{ commit: 1, file: undefined }, version('x') as never])).toEqual([]);
});

test('property: agrees with walking the history for each result by itself', async () => {
  const history = fc.array(fc.option(taskFileArbitrary, { nil: undefined, freq: 6 }), { maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(history, async (files) => {
      const versions = files.map((file, commit) => ({ commit, file }));
      for (const { annotation, identity, commit, now } of await blameTaskFile(versions)) {
        if (identity === null) continue;
        const at = (index: number) => {
          const own = files[index]?.annotations.find(({ uid }) => uid === annotation);
          return indexResults(own?.result ?? []).get(identity);
        };
        for (let index = 0; index <= commit; index++) expect(sameJson(at(index), now)).toBe(true);
        expect(commit + 1 < files.length && sameJson(at(commit + 1), now)).toBe(false);
      }
    }),
  );
});
