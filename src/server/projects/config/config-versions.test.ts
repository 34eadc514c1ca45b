import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ClassMapping } from '../../../labels/config/class-mapping.ts';
import type { Actor } from '../../actor.ts';
import { restoreLabels } from '../labels/restore-labels.ts';
import { createPredictions } from '../predictions/create-predictions.ts';
import { updatePrediction } from '../predictions/change-prediction.ts';
import { answer, openPlace, type Place, sentiment, sentimentProject } from '../project-server.suite.ts';
import { syncProject } from '../sources/sync-project.ts';
import { saveDraft } from '../tasks/drafts.ts';
import { getTask } from '../tasks/get-task.ts';
import { importItems } from '../tasks/import-items.ts';
import { listTasks } from '../tasks/list-tasks.ts';
import { submitAnnotation } from '../tasks/submit-annotation.ts';
import { updateAnnotation } from '../tasks/update-annotation.ts';
import { updateProject } from '../update-project.ts';
import { revertLabels } from '../versions/revert-labels.ts';
import { changeConfig } from './change-config.ts';

let place: Place;
let owner: Actor;
let id: string;
let task: string;
let other: string;
beforeEach(async () => {
  place = await openPlace();
  owner = await place.person('Ada', 'owner');
  ({ id } = await sentimentProject(place, owner, { texts: ['a', 'b'] }));
  await syncProject(place.server, owner, { id });
  const { items } = await listTasks(place.server, owner, { id, limit: 9 });
  [task, other] = items.map((each) => each.id) as [string, string];
});
afterEach(() => place.close());

const renamed = sentiment.replace('value="Positive"', 'value="Good"');
const rename: ClassMapping = [{ type: 'rename', control: 'sentiment', from: 'Positive', to: 'Good' }];
const change = (config: string, mapping?: ClassMapping) =>
  changeConfig(place.server, owner, { id, config, mapping });
const suggest = (choice: string) =>
  createPredictions(place.server, owner, {
    id,
    predictions: [{ task: Number(task), result: answer(choice) }],
  });
const draft = (choice: string, configVersion?: number) =>
  saveDraft(place.server, owner, { id, task, result: answer(choice), configVersion });
const choice = (result: readonly unknown[] | undefined) =>
  (result?.[0] as { value: { choices: string[] } } | undefined)?.value.choices[0];
/** What an annotator finds: the suggestion, the draft, and what of them has no place. */
const found = async () => {
  const { predictions, draft: mine } = await getTask(place.server, owner, { id, task });
  return {
    suggested: choice(predictions[0]?.result),
    drafted: choice(mine?.result),
    unfit: [...(predictions[0]?.unfit ?? []), ...(mine?.unfit ?? [])],
  };
};

test('a draft and a suggestion follow a renamed class, and go back with it', async () => {
  await suggest('Positive');
  await draft('Positive');
  await submitAnnotation(place.server, owner, { id, task: other, result: answer('Positive') });
  const done = await change(renamed, rename);
  expect(await found()).toEqual({ suggested: 'Good', drafted: 'Good', unfit: [] });

  await revertLabels(place.server, owner, { id, commit: done.commit?.id ?? '' });
  expect(await found()).toEqual({ suggested: 'Positive', drafted: 'Positive', unfit: [] });
  await restoreLabels(place.server, owner, { id, ref: done.commit?.id ?? '' });
  expect(await found()).toEqual({ suggested: 'Good', drafted: 'Good', unfit: [] });

  // what came under the new name goes by the old one too
  await suggest('Good');
  await draft('Good');
  await restoreLabels(place.server, owner, { id, ref: done.before ?? '' });
  expect(await found()).toEqual({ suggested: 'Positive', drafted: 'Positive', unfit: [] });
});

test('who had the old config open can save, submit and update', async () => {
  const { configVersion } = await getTask(place.server, owner, { id, task });
  const made = await submitAnnotation(place.server, owner, { id, task: other, result: answer('Negative') });
  await change(renamed, rename);
  await draft('Positive', configVersion);
  expect((await found()).drafted).toBe('Good');
  const sent = { id, result: answer('Positive'), configVersion };
  const { result } = await submitAnnotation(place.server, owner, { ...sent, task });
  expect(choice(result)).toBe('Good');
  const updated = await updateAnnotation(place.server, owner, { ...sent, annotation: made.id });
  expect(choice(updated.result)).toBe('Good');
  await expect(
    submitAnnotation(place.server, owner, { id, task, result: answer('Positive') }),
  ).rejects.toMatchObject({ code: 'result.invalid' });
});

test('a removed class is not suggested any more but named, and comes back with the config', async () => {
  await suggest('Positive');
  await draft('Positive');
  await submitAnnotation(place.server, owner, { id, task: other, result: answer('Negative') });
  const without = sentiment.replace(/ *<Choice value="Positive".*\n/, '');
  const dry = await changeConfig(place.server, owner, { id, config: without, dryRun: true });
  expect(dry).toMatchObject({ suggestions: { results: 0, unfit: 1 }, drafts: { results: 0, unfit: 1 } });
  const done = await change(without, [{ type: 'remove', control: 'sentiment', name: 'Positive' }]);
  const reason = 'sentiment has no label "Positive"';
  expect(await found()).toEqual({ suggested: undefined, drafted: 'Positive', unfit: [reason, reason] });
  await restoreLabels(place.server, owner, { id, ref: done.before ?? '' });
  expect(await found()).toEqual({ suggested: 'Positive', drafted: 'Positive', unfit: [] });
});

test('merged classes: drafts and suggestions are counted with the labels', async () => {
  await suggest('Positive');
  await draft('Neutral');
  const config = sentiment
    .replace('value="Positive"', 'value="Mixed"')
    .replace(/ *<Choice value="Neutral".*\n/, '');
  const done = await change(config, [
    { type: 'merge', control: 'sentiment', from: ['Positive', 'Neutral'], to: 'Mixed' },
  ]);
  expect(done).toMatchObject({ suggestions: { results: 1, unfit: 0 }, drafts: { results: 1, unfit: 0 } });
  expect(await found()).toEqual({ suggested: 'Mixed', drafted: 'Mixed', unfit: [] });
});

test('a config that is edited without a mapping keeps names, and one of before is that one again', async () => {
  await suggest('Positive');
  await change(renamed, rename);
  const more = renamed.replace('</Choices>', '<Choice value="Mixed"/></Choices>');
  await updateProject(place.server, owner, { id, config: more });
  expect((await found()).suggested).toBe('Good');
  await updateProject(place.server, owner, { id, config: sentiment });
  expect((await found()).suggested).toBe('Positive');
});

test('a prediction that is changed without a new result keeps what it says', async () => {
  const [prediction] = await suggest('Positive');
  await change(renamed, rename);
  await updatePrediction(place.server, owner, { id, prediction: prediction ?? 0, score: 0.5 });
  expect((await found()).suggested).toBe('Good');
  await updatePrediction(place.server, owner, { id, prediction: prediction ?? 0, result: answer('Good') });
  expect((await found()).suggested).toBe('Good');
});

test('an import under way while the config changes is refused as a whole', async () => {
  const items = async function* () {
    yield { data: { text: 'x' }, annotations: [{ result: answer('Positive') }] };
    await change(renamed, rename);
  };
  await expect(importItems(place.server, owner, { id, items: items() as never })).rejects.toMatchObject({
    code: 'request.conflict',
  });
  expect((await listTasks(place.server, owner, { id, limit: 9 })).items).toHaveLength(2);
});
