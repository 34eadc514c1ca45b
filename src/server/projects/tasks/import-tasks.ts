import { readCsv } from '../../../formats/read-csv.ts';
import { readJsonItems } from '../../../formats/read-json-items.ts';
import { judgeTaskFormat } from '../../../formats/task-format.ts';
import { readLines } from '../../../formats/read-lines.ts';
import type { Json } from '../../../labels/json.ts';
import type { Actor } from '../../actor.ts';
import type { Server } from '../../server.ts';
import { requireProject } from '../require-project.ts';
import { keyFor } from './data-key.ts';
import { importItems } from './import-items.ts';

/**
 * Imports a file of tasks: Label Studio JSON with annotations and predictions, a list of plain data, JSON Lines,
 * CSV, or TXT with a task a line. What it is, its first bytes tell, and its name where they do not. All or nothing: import.invalid.
 */
export const importTasks = async (
  server: Server,
  actor: Actor,
  args: { id: string | number; body: AsyncIterable<Uint8Array>; filename?: string },
): Promise<{ tasks: number; annotations: number; predictions: number; undo: string | null }> => {
  const { config } = await requireProject(server, actor, args.id, 'manager');
  const textKey = keyFor(config, 'text') ?? 'text';
  const { ids: _, ...imported } = await importItems(server, actor, {
    id: args.id,
    items: readItems(args.body, args.filename ?? '', textKey),
  });
  return imported;
};

async function* readItems(
  body: AsyncIterable<Uint8Array>,
  name: string,
  textKey: string,
): AsyncIterable<Json> {
  const parts = body[Symbol.asyncIterator]();
  const head: Uint8Array[] = [];
  let length = 0;
  while (length < 4096) {
    const next = await parts.next();
    if (next.done) break;
    head.push(next.value);
    length += next.value.length;
  }
  const whole = async function* () {
    yield* head;
    for (let next = await parts.next(); !next.done; next = await parts.next()) yield next.value;
  };
  const start = Buffer.concat(head).subarray(0, 4096);
  // a body without a name that is no JSON can only be CSV
  const format = judgeTaskFormat(name, start) ?? judgeTaskFormat('body.csv', start);
  const isJson = format === 'json' || /^\s*[[{]/.test(start.toString('latin1').replace(/^\xef\xbb\xbf/, ''));
  if (isJson) return yield* readJsonItems(whole());
  if (!/\.txt$/i.test(name)) return yield* readCsv(whole());
  for await (const line of readLines(whole())) yield { [textKey]: line };
}
