import { resolveValue } from '../../../labels/config/resolve-value.ts';
import { type JsonObject, ownValue } from '../../../labels/json.ts';
import { isTextArray, textOf, valueOf } from '../../../labels/results/label-result.ts';
import type { TaskFile, TaskFileAnnotation } from '../../../labels/task-file/task-file.ts';
import type { Question } from './question.ts';

export type Example = {
  readonly key: string;
  readonly text: string;
  /** Sorted; exactly one where the question takes one. */
  readonly labels: readonly string[];
};

/** The text that the question is about, or undefined where the task has none. */
export const readText = ({ value }: Question, data: JsonObject): string | undefined => {
  const text = resolveValue(value, data);
  return typeof text === 'string' && text.trim() !== '' ? text : undefined;
};

/**
 * A task file as an example, or why it is none. Of several annotations the ground truth counts alone, else the
 * majority: for one class the most frequent (a tie is refused), for several each that at least half chose.
 */
export const readExample = (question: Question, file: TaskFile): Example | string => {
  const text = readText(question, file.data);
  if (text === undefined) return 'there is no text';
  const answered = file.annotations.filter(({ was_cancelled }) => !was_cancelled);
  const truth = answered.filter(({ ground_truth }) => ground_truth);
  const votes = (truth.length > 0 ? truth : answered).flatMap((annotation) => {
    const labels = choicesOf(question, annotation);
    return labels === undefined ? [] : [labels];
  });
  if (votes.length === 0) return answered.length === 0 ? 'it was skipped' : 'the question was not answered';
  const counts = new Map<string, number>();
  for (const labels of votes) for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  const labels = question.single ? mostVoted(counts) : halfVoted(counts, votes.length);
  return typeof labels === 'string' ? labels : { key: file.key, text, labels };
};

/** Undefined where a question of one class has no answer; for several, no answer is the answer "none". */
const choicesOf = (
  { control, single }: Question,
  { result }: TaskFileAnnotation,
): readonly string[] | undefined => {
  const found = result.find(
    (item) => textOf(item, 'from_name') === control && textOf(item, 'type') === 'choices',
  );
  const choices = found && ownValue(valueOf(found), 'choices');
  if (isTextArray(choices) && choices.length > 0) return single ? choices.slice(0, 1) : choices;
  return single ? undefined : [];
};

const mostVoted = (counts: ReadonlyMap<string, number>): readonly string[] | string => {
  const most = Math.max(...counts.values());
  const best = [...counts].filter(([, count]) => count === most);
  return best.length === 1 ? [best[0]?.[0] as string] : 'its annotators disagree';
};

const halfVoted = (counts: ReadonlyMap<string, number>, votes: number): readonly string[] =>
  [...counts].flatMap(([label, count]) => (count * 2 >= votes ? [label] : [])).sort();
