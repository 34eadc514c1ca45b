import { sql } from 'kysely';
import { GuardMissed } from '../../../db/database.ts';
import { DatabaseError } from '../../../db/outcome.ts';
import { FormatError } from '../../../formats/format-error.ts';
import type { Json } from '../../../labels/json.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { Actor } from '../../actor.ts';
import type { Server } from '../../server.ts';
import { afterLabelChange } from '../labels/after-label-change.ts';
import { requireProject } from '../require-project.ts';
import { sqlStatement } from '../../../db/run-sql.ts';
import type { ProjectRow } from '../tables.ts';
import { bulkAct } from '../undo/bulk-act.ts';
import { keyBook } from './choose-keys.ts';
import { dropImport, moveImport } from './import-rows.ts';
import { type ImportedBatch, readBatch } from './read-batch.ts';
import { labelReader } from './read-labels.ts';

export type Imported = {
  readonly tasks: number;
  readonly annotations: number;
  readonly predictions: number;
  readonly ids: readonly number[];
  /** The act, for who wants all of it gone again. */
  readonly undo: string | null;
};

const batchSize = 2000;

/**
 * Imports items (see `splitTask`) as tasks, all or none: they gather as rows that wait, and one plan at the end
 * gives them to the project. Memory holds a batch that is read and one that is written, and a number and a key for
 * each task. Error import.invalid {index, reason}.
 */
export const importItems = async (
  server: Server,
  actor: Actor,
  args: {
    id: string | number;
    items: AsyncIterable<Json> | Iterable<Json>;
    /** Annotations of people who are not known here; kept unless told. */
    strangers?: 'keep' | 'refuse';
    /** Called when all items were read and fit, before the project has them. */
    ready?: () => Promise<void>;
  },
): Promise<Imported> => {
  const project = await requireProject(server, actor, args.id, 'manager');
  const importId = await server.ids.next('import');
  try {
    const sums = await gather(server, actor, project, importId, args);
    const { ids, predictions } = sums;
    const annotations = sums.annotations + sums.skips;
    const counts = { tasks: ids.length, annotations, predictions };
    if (ids.length === 0) return { ...counts, ids, undo: null };
    await args.ready?.();
    const act = bulkAct(server, actor, project.id, { kind: 'tasks.imported', detail: counts });
    await server.db.write([
      ...handOver(server, actor, project, importId, sums),
      ...act.write(
        ids.map((id) => ({ id, before: null })),
        0,
      ),
    ]);
    await afterLabelChange(server, actor, project, null);
    return { ...counts, ids, undo: act.id };
  } catch (error) {
    await server.db.write(dropImport(importId));
    // the same data came in by another import or sync in the meantime, or the config was changed
    if (error instanceof GuardMissed || (error instanceof DatabaseError && /CONSTRAINT/.test(error.code)))
      throw new AppError('request.conflict', {}, { cause: error });
    throw error;
  }
};

type Sums = ImportedBatch & { ids: number[] };

const gather = async (
  server: Server,
  actor: Actor,
  project: ProjectRow,
  importId: number,
  { items, strangers = 'keep' }: Pick<Parameters<typeof importItems>[2], 'items' | 'strangers'>,
): Promise<Sums> => {
  const sums: Sums = { ids: [], labeled: 0, skipped: 0, annotations: 0, skips: 0, predictions: 0 };
  const { config, organisation } = project;
  const labels = labelReader(server, { config, organisation, account: actor.account, strangers });
  const book = keyBook();
  let first = 0;
  let batch: Json[] = [];
  let written: Promise<unknown> = Promise.resolve();
  const flush = async (): Promise<void> => {
    if (batch.length === 0) return;
    const read = await readBatch(server, { project: project.id, importId, first, batch, labels, book });
    for (const name of ['labeled', 'skipped', 'annotations', 'skips', 'predictions'] as const)
      sums[name] += read.sums[name];
    for (const id of read.sums.ids) sums.ids.push(id);
    first += batch.length;
    batch = [];
    await written;
    written = server.db.write(read.plan);
    // while it is written the next is read; who waits for it then hears what went wrong
    written.catch(() => undefined);
  };
  try {
    for await (const item of items) {
      batch.push(item);
      if (batch.length === batchSize) await flush();
    }
    await flush();
  } catch (error) {
    if (error instanceof FormatError)
      throw new AppError('import.invalid', { index: error.index, reason: error.reason });
    throw error;
  } finally {
    // also when another went wrong: what is dropped then must be there
    await written;
  }
  return sums;
};

const handOver = (server: Server, actor: Actor, project: ProjectRow, importId: number, sums: Sums) => {
  const { id } = project;
  const now = server.clock();
  const seq = sql`(SELECT seq FROM project WHERE id = ${id})`;
  return [
    sqlStatement(
      sql`UPDATE project SET seq = seq + 1, updated_at = ${now}, tasks = tasks + ${sums.ids.length},
        labeled = labeled + ${sums.labeled}, skipped = skipped + ${sums.skipped},
        annotations = annotations + ${sums.annotations}, predictions = predictions + ${sums.predictions},
        pending_new = pending_new + ${sums.labeled + sums.skipped}
        WHERE id = ${id} AND config_version = ${project.config_version}`,
      1,
    ),
    sqlStatement(sql`INSERT INTO label_change (project, task, author, changed_by, name, seq, changes)
      SELECT ${id}, task, coalesce(author, ''), ${actor.account}, ${actor.name}, ${seq}, count(*)
      FROM import_annotation WHERE import = ${importId} GROUP BY task, coalesce(author, '')`),
    ...moveImport(importId, { project: id, tasks: sums.ids.length, now }),
  ];
};
