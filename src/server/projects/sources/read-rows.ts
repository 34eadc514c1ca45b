import { FormatError } from '../../../formats/format-error.ts';
import { readCsv } from '../../../formats/read-csv.ts';
import { readJsonItems } from '../../../formats/read-json-items.ts';
import { judgeTaskFormat } from '../../../formats/task-format.ts';
import { stringifyCanonical } from '../../../labels/canonical-json.ts';
import { type Json, type JsonObject, ownValue } from '../../../labels/json.ts';
import { findTag } from '../../../labels/config/tag-registry.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { readObject } from '../../../versions/commands/read-object.ts';
import type { Entry } from '../../../versions/version-store.ts';
import type { Server } from '../../server.ts';
import { hashText } from '../hash-text.ts';
import type { SourceRow } from '../tables.ts';
import { configOf } from '../tasks/check-result.ts';
import { splitTask } from '../tasks/split-task.ts';

/** One task as a source has it now. */
export type SourceTask = {
  readonly path: string;
  readonly sha256: string;
  /** Place in the file; null when the file is the task. */
  readonly row: number | null;
  /** Value of the source's key field. */
  readonly id?: string | number;
  readonly data: JsonObject;
  /** Canonical text of `data` and its hash. */
  readonly text: string;
  readonly hash: string;
  readonly annotations: readonly JsonObject[];
  readonly predictions: readonly JsonObject[];
};

const textLimit = 4 * 1024 * 1024;

/** The tasks of one file of a source. Throws source.unreadable {path, method, reason}. */
export const readRows = async (
  server: Server,
  source: Pick<SourceRow, 'repo' | 'method' | 'settings'>,
  config: string,
  path: string,
  entry: Entry,
): Promise<readonly SourceTask[]> => {
  const place = { path, sha256: entry.sha256 };
  if (source.method === 'files') {
    const data = await fileData(server, source.repo, config, path, entry);
    return [{ ...place, row: null, ...dataOf(data), annotations: [], predictions: [] }];
  }
  const tasks: SourceTask[] = [];
  const keyField = keyFieldOf(source.settings);
  try {
    for await (const item of readItems(await readObject(server.versions, { sha256: entry.sha256 }), path)) {
      const task = splitTask(item, tasks.length);
      const id =
        keyField === undefined
          ? undefined
          : (ownValue(task.data, keyField) ?? ownValue(item as JsonObject, keyField));
      tasks.push({
        ...place,
        row: tasks.length,
        ...(typeof id === 'string' || typeof id === 'number' ? { id } : {}),
        ...dataOf(task.data),
        annotations: task.annotations,
        predictions: task.predictions,
      });
    }
  } catch (error) {
    if (error instanceof FormatError)
      throw new AppError('source.unreadable', {
        path,
        method: 'tasks',
        reason: `item ${error.index}: ${error.reason}`,
      });
    throw error;
  }
  return tasks;
};

const dataOf = (data: JsonObject) => {
  const text = stringifyCanonical(data);
  return { data, text, hash: hashText(text) };
};

export const keyFieldOf = (settings: string): string | undefined => {
  const value = (JSON.parse(settings) as { keyField?: unknown }).keyField;
  return typeof value === 'string' && value !== '' ? value : undefined;
};

/** Items of a file, by its first bytes and name. */
async function* readItems(chunks: AsyncIterable<Uint8Array>, path: string): AsyncIterable<Json> {
  const parts = chunks[Symbol.asyncIterator]();
  const first = await parts.next();
  const head = first.done ? new Uint8Array() : first.value;
  const whole = async function* () {
    if (!first.done) yield first.value;
    for (let next = await parts.next(); !next.done; next = await parts.next()) yield next.value;
  };
  const format = judgeTaskFormat(path, head.subarray(0, 4096)) ?? 'json';
  yield* format === 'csv' ? readCsv(whole()) : readJsonItems(whole());
}

/** A file that is one task: its text where the config shows text, else where its bytes are. */
const fileData = async (
  server: Server,
  repo: string,
  config: string,
  path: string,
  entry: Entry,
): Promise<JsonObject> => {
  const object = firstObject(config);
  const uri = `s3://${repo}/${path}`;
  if (!object.showsText || entry.size > textLimit) return { [object.key]: uri };
  const chunks: Uint8Array[] = [];
  for await (const chunk of await readObject(server.versions, { sha256: entry.sha256 })) chunks.push(chunk);
  try {
    return { [object.key]: new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)) };
  } catch {
    return { [object.key]: uri };
  }
};

/** The data key that the config's first object reads, and whether it shows what stands there as text. */
export const firstObject = (config: string): { readonly key: string; readonly showsText: boolean } => {
  if (config.trim() === '') return { key: 'text', showsText: true };
  for (const object of configOf(config).objects.values()) {
    const key = /^\$([A-Za-z_]\w*)$/.exec(object.value ?? '')?.[1];
    if (key === undefined) continue;
    const isUrl = Object.entries(object.node.attributes ?? {}).some(
      ([name, value]) => name.toLowerCase() === 'valuetype' && value === 'url',
    );
    return { key, showsText: !isUrl && /^(hyper)?text$/i.test(findTag(object.tag)?.name ?? object.tag) };
  }
  return { key: 'text', showsText: true };
};
