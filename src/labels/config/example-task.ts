import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import type { ExampleTask } from './config.ts';
import type { ConfigProblem } from './config-node.ts';
import type { XmlComment } from './read-xml.ts';

/** The task in the first comment of the form `<!-- {…} -->`: bare data, or a task with `data`. */
export const findExampleTask = (
  comments: readonly XmlComment[],
): { readonly task?: ExampleTask; readonly problems: readonly ConfigProblem[] } => {
  const comment = comments.find(({ text }) => /^\s*\{[\s\S]*\}\s*$/.test(text));
  if (comment === undefined) return { problems: [] };
  try {
    const value = JSON.parse(comment.text) as Json;
    return isJsonObject(value) ? { task: toTask(value), problems: [] } : { problems: [] };
  } catch (error) {
    const reason = `the example task in this comment is not JSON: ${(error as Error).message}`;
    return { problems: [{ type: 'example-task', reason, line: comment.line, column: comment.column }] };
  }
};

const toTask = (value: JsonObject): ExampleTask => {
  if (!isJsonObject(value.data)) return { data: value };
  return {
    data: value.data,
    // Old templates call them completions.
    annotations: objectsOf(value.annotations ?? value.completions),
    predictions: objectsOf(value.predictions),
  };
};

const objectsOf = (value: Json | undefined): readonly JsonObject[] | undefined =>
  Array.isArray(value) ? value.filter(isJsonObject) : undefined;
