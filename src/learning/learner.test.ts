import { describe, expect, test } from 'vitest';
import { inlineLearner, type Learner } from './learner.ts';
import { startTrainThread } from './start-train-thread.ts';

const config =
  '<View><Text name="t" value="$text"/><Choices name="k" toName="t"><Choice value="good"/><Choice value="bad"/></Choices></View>';

const files = Array.from({ length: 40 }, (_, n) => {
  const key = n.toString(16).padStart(4, '0');
  const kind = n % 2 === 0 ? 'good' : 'bad';
  const text = JSON.stringify({
    key,
    data: { text: `${kind === 'good' ? 'lovely bright' : 'awful dull'} thing ${n}` },
    annotations: [
      {
        uid: `u${n}`,
        author: null,
        created_at: '2026-01-01T00:00:00Z',
        updated_at: '2026-01-01T00:00:00Z',
        result: [{ from_name: 'k', to_name: 't', type: 'choices', value: { choices: [kind] } }],
      },
    ],
  });
  return { path: `tasks/${key.slice(0, 2)}/${key}.json`, text };
});

const learn = async (learner: Learner) => {
  await learner.call({ type: 'open', modelType: 'text-classification', config, parameters: {} });
  await learner.call({ type: 'add', files });
  await learner.call({ type: 'add', files: [{ path: 'tasks/ff/ff.json', text: 'not json' }] });
  const told: number[] = [];
  const answer = await learner.call({ type: 'train' }, (fraction) => told.push(fraction));
  if (answer.type !== 'trained' || answer.trained.type !== 'trained') throw new Error('not trained');
  return { ...answer.trained, told };
};

describe.each([
  ['on the calling thread', inlineLearner],
  ['in a thread of its own', startTrainThread],
] as const)('a learner %s', (_, start) => {
  test('learns, tells how far it is, and predicts from its files', async () => {
    const learner = start();
    const trained = await learn(learner);
    expect(trained.told.at(-1)).toBe(1);
    expect(trained.told).toEqual(trained.told.toSorted((a, b) => a - b));
    expect(trained.summary.refused).toEqual([
      { reason: 'the task file cannot be read', count: 1, keys: ['tasks/ff/ff.json'] },
    ]);
    await learner.call({ type: 'load', modelType: 'text-classification', files: trained.files });
    const answer = await learner.call({
      type: 'predict',
      tasks: [
        { key: 'aa', data: '{"text":"such a lovely day"}' },
        { key: 'ab', data: '{"other":1}' },
      ],
    });
    if (answer.type !== 'predicted') throw new Error('not predicted');
    expect(answer.answers[0]?.result[0]).toMatchObject({ from_name: 'k', value: { choices: ['good'] } });
    expect(answer.answers[1]).toBeNull();
    await learner.close();
  });

  test('says what went wrong', async () => {
    const learner = start();
    await expect(learner.call({ type: 'train' })).rejects.toThrow('nothing was opened');
    await learner.close();
  });
});

test('a thread that is broken off answers nobody any more', async () => {
  const stop = new AbortController();
  const learner = startTrainThread(stop.signal);
  const waiting = learner.call({ type: 'open', modelType: 'text-classification', config, parameters: {} });
  stop.abort();
  await expect(waiting).rejects.toThrow('ended');
  await expect(learner.call({ type: 'train' })).rejects.toThrow('ended');
});
