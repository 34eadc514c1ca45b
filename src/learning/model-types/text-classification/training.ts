import { type Answer, evaluate } from '../../evaluate.ts';
import type { ClassCount, Refused, Training } from '../../model-type.ts';
import { summariseRefused } from '../../refused.ts';
import { placeByContent } from '../../split-by-content.ts';
import { featurize, type FeatureOptions } from './featurize.ts';
import {
  answerOf,
  atTemperature,
  classScores,
  type LinearModel,
  rowIndex,
  toProbabilities,
  toVector,
} from './linear-model.ts';
import { weightsFile } from './load-model.ts';
import { encodeModel } from './model-file.ts';
import type { Parameters } from './parameters.ts';
import type { Question } from './question.ts';
import { readExample } from './read-example.ts';
import { type Scored, temperatureOf } from './temperature.ts';
import { type Labeled, trainLinear, type TrainOptions } from './train-linear.ts';

type Kept = { readonly key: string; readonly labels: readonly string[]; readonly place: number } & Pick<
  Labeled,
  'features'
>;

/** Fewer held-out examples say nothing. */
const fewestHeldOut = 5;
/** Of fewer examples one part says too little: then every part is held out once, by a model that never saw it. */
const enoughForOnePart = 300;
/** Weights that fit into memory whatever the number of classes. */
const mostWeights = 2 ** 24;
const mostClasses = 1_000;

/** Keeps the features of each text, not the text. */
export const createTraining = (question: Question, parameters: Parameters): Training => {
  const kept: Kept[] = [];
  const refused: Refused[] = [];
  const readOptions: FeatureOptions = {
    bits: parameters.bits,
    words: parameters.words,
    chars: [parameters.charsFrom, parameters.charsTo],
  };
  return {
    add(file) {
      const example = readExample(question, file);
      if (typeof example === 'string') return void refused.push({ key: file.key, reason: example });
      const { key, text, labels } = example;
      const features = featurize(text, readOptions);
      kept.push({ key, labels, features, place: placeByContent(text) });
    },
    refuse: (row) => void refused.push(row),
    train(onProgress) {
      const { examples, classes, seldom, dropped } = chooseClasses(kept, question, parameters);
      const problem = tooLittle(kept.length, classes, question, parameters);
      if (problem !== undefined)
        return { type: 'too-little', reason: [problem, ...leftOut(refused)].join(' ') };
      const bits = Math.min(parameters.bits, Math.floor(Math.log2(mostWeights / classes.length)));
      const options: TrainOptions = {
        ...parameters,
        features: { ...readOptions, bits },
        single: question.single,
      };
      const numbered = new Map(classes.map(({ name }, index) => [name, index]));
      const labeled = examples.map(({ features, labels, place }) => ({
        place,
        features: bits === parameters.bits ? features : foldFeatures(features, bits),
        labels: labels.map((label) => numbered.get(label) as number).sort((a, b) => a - b),
      }));
      const names = classes.map(({ name }) => name);
      const parts = heldOutParts(labeled, parameters.heldOut);
      const scored = parts.flatMap(({ seen, held }, turn) => {
        const measured = trainLinear(seen, names, options, (epoch) => {
          const done = (turn + epoch / options.epochs) / parts.length;
          onProgress(done * 0.5, `measuring: part ${turn + 1} of ${parts.length}`);
        });
        return scoresOf(measured, held);
      });
      const temperature = temperatureOf(scored, question.single);
      const trained = trainLinear(labeled, names, options, (epoch) =>
        onProgress(0.5 + (epoch / options.epochs) * 0.5, `epoch ${epoch} of ${options.epochs}`),
      );
      const model = atTemperature(trained, temperature);
      const truth = scored.map(({ labels }) => labels);
      const answers = scored.map(({ scores }) => answerTo(scores, question.single));
      return {
        type: 'trained',
        files: { [weightsFile]: encodeModel(model, question) },
        summary: {
          control: question.control,
          parameters: { ...parameters, bits },
          examples: { total: labeled.length, heldOut: scored.length, parts: parts.length },
          classes,
          seldom,
          refused: summariseRefused([...refused, ...dropped]),
          metrics: scored.length === 0 ? null : evaluate(names, truth, answers, question.single),
        },
      };
    },
  };
};

type Chosen = {
  readonly examples: readonly Kept[];
  readonly classes: readonly ClassCount[];
  readonly seldom: readonly ClassCount[];
  readonly dropped: readonly Refused[];
};

/** Classes with enough examples, by name; examples in the order of their keys, so that the order read is nothing. */
const chooseClasses = (kept: readonly Kept[], question: Question, parameters: Parameters): Chosen => {
  const counts = new Map<string, number>();
  for (const { labels } of kept) for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  const all = [...counts]
    .map(([name, examples]) => ({ name, examples }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const classes = all.filter(({ examples }) => examples >= parameters.minPerClass);
  const seldom = all.filter(({ examples }) => examples < parameters.minPerClass);
  const names = new Set(classes.map(({ name }) => name));
  const examples: Kept[] = [];
  const dropped: Refused[] = [];
  for (const example of kept.toSorted((a, b) => (a.key < b.key ? -1 : 1))) {
    const labels = example.labels.filter((label) => names.has(label));
    if (question.single && labels.length === 0)
      dropped.push({
        key: example.key,
        reason: `its class, ${example.labels.join(', ')}, has fewer than ${parameters.minPerClass} examples`,
      });
    else examples.push({ ...example, labels });
  }
  return { examples, classes, seldom, dropped };
};

/** Where the rows are that could not be read, for who thinks to have labeled enough. */
const leftOut = (refused: readonly Refused[]): readonly string[] =>
  refused.length === 0
    ? []
    : [
        `Left out: ${summariseRefused(refused)
          .map(({ count, reason }) => `${count}, since ${reason}`)
          .join('; ')}.`,
      ];

const tooLittle = (
  examples: number,
  classes: Chosen['classes'],
  { control, single }: Question,
  { minExamples, minPerClass }: Parameters,
): string | undefined => {
  if (examples < minExamples)
    return `${examples} labeled examples of ${control} are too few to learn from; ${minExamples} are needed.`;
  const needed = single ? 2 : 1;
  if (classes.length < needed)
    return `${control} needs ${needed === 1 ? 'a class' : 'two classes'} with at least ${minPerClass} examples each; there ${classes.length === 1 ? 'is' : 'are'} ${classes.length}.`;
  if (classes.length > mostClasses)
    return `${control} has ${classes.length} classes; at most ${mostClasses} can be learned.`;
  return undefined;
};

/** Features of fewer bits: the hash's lower bits, those that meet added up. */
const foldFeatures = ({ ids, values }: Labeled['features'], bits: number): Labeled['features'] => {
  const sums = new Map<number, number>();
  const mask = 2 ** bits - 1;
  for (let at = 0; at < ids.length; at += 1) {
    const id = (ids[at] as number) & mask;
    sums.set(id, (sums.get(id) ?? 0) + (values[at] as number));
  }
  const folded = Uint32Array.from(sums.keys()).sort();
  return { ids: folded, values: Float32Array.from(folded, (id) => sums.get(id) ?? 0) };
};

type Placed = Labeled & { readonly place: number };
type Part = { readonly seen: readonly Placed[]; readonly held: readonly Placed[] };

/** What is held out of which training, to measure it; nothing where that would say nothing. `share`: of one part. */
const heldOutParts = (examples: readonly Placed[], share: number): readonly Part[] => {
  if (share <= 0 || share >= 1) return [];
  const turns = examples.length < enoughForOnePart ? Math.round(1 / share) : 1;
  const parts = Array.from({ length: turns }, (_, turn) => {
    const isHeld = ({ place }: Placed): boolean => place >= turn * share && place < (turn + 1) * share;
    return { held: examples.filter(isHeld), seen: examples.filter((example) => !isHeld(example)) };
  }).filter(({ held, seen }) => held.length > 0 && seen.length > 0);
  return parts.reduce((sum, { held }) => sum + held.length, 0) < fewestHeldOut ? [] : parts;
};

const scoresOf = (model: LinearModel, examples: readonly Labeled[]): readonly Scored[] => {
  const rowOf = rowIndex(model.ids, model.options.bits);
  return examples.map(({ features, labels }) => {
    const scores = new Float64Array(model.classes.length);
    classScores(toVector(features, rowOf, model.idf), model.weights, model.bias, scores);
    return { scores, labels };
  });
};

const answerTo = (scores: Float64Array, single: boolean): Answer => {
  const probability = scores.slice();
  toProbabilities(probability, single);
  return answerOf(probability, single);
};
