import { stringifyCanonical } from '../../../labels/canonical-json.ts';
import { isJsonObject, type Json, type JsonObject, ownValue } from '../../../labels/json.ts';
import type { TaskFileAnnotation } from '../../../labels/task-file/task-file.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { accountQueries } from '../../accounts/tables.ts';
import type { Server } from '../../server.ts';
import { readPrediction } from '../predictions/prediction-rows.ts';
import { createUid } from '../uid.ts';
import { checkResult } from './check-result.ts';
import type { NewPrediction } from './insert-task.ts';

/** What came with a task. */
export type RowLabels = {
  readonly annotations: readonly { readonly id: number; readonly annotation: TaskFileAnnotation }[];
  readonly predictions: readonly NewPrediction[];
};

/** How annotations and predictions of files become rows. */
export type LabelReader = {
  row(from: { annotations: readonly JsonObject[]; predictions: readonly JsonObject[] }): Promise<RowLabels>;
  /** Throws AppError result.invalid, and where strangers are refused, account.not_found. */
  annotation(from: JsonObject): Promise<{ id: number; annotation: TaskFileAnnotation }>;
  prediction(from: JsonObject): Promise<NewPrediction>;
};

/**
 * Reads annotations in Label Studio's form or that of task files: `completed_by` is a number or {email}, `author` a
 * uid; neither: whoever imports. A `completed_by` that nobody here is stays with the annotation, which then has no
 * author, unless strangers are refused.
 */
export const labelReader = (
  server: Server,
  args: { config: string; organisation: string; account: string; strangers?: 'keep' | 'refuse' },
): LabelReader => {
  const authors = new Map<string, Promise<string | null>>();
  const personBy = (by: Json, find: () => Promise<string | null>): Promise<string | null> => {
    const name = JSON.stringify(by);
    const known = authors.get(name) ?? find();
    authors.set(name, known);
    return known;
  };
  const author = async (from: JsonObject): Promise<string | null> => {
    const uid = ownValue(from, 'author');
    const by = ownValue(from, 'completed_by') ?? null;
    if (uid === undefined || (uid !== null && typeof uid !== 'string'))
      return by === null ? args.account : personBy(by, () => findAuthor(server, args, by));
    if (uid === null || !isJsonObject(by)) return uid;
    // exported by another server: its uids mean nobody here, an address may
    return personBy(
      [uid, by],
      async () => (await findAuthor(server, { ...args, strangers: 'keep' }, by)) ?? uid,
    );
  };
  const authorship = async (from: JsonObject): Promise<Authorship> => {
    const uid = await author(from);
    const stranger = ownValue(from, 'completed_by') ?? ownValue(from, 'outside_author');
    return uid === null && stranger !== undefined
      ? { author: null, outside_author: stranger }
      : { author: uid };
  };
  const reader: LabelReader = {
    async row({ annotations, predictions }) {
      const read: { -readonly [Key in keyof RowLabels]: RowLabels[Key][number][] } = {
        annotations: [],
        predictions: [],
      };
      for (const each of annotations) read.annotations.push(await reader.annotation(each));
      for (const each of predictions) read.predictions.push(await reader.prediction(each));
      return read;
    },
    async annotation(from) {
      const result = resultOf(ownValue(from, 'result'));
      checkResult(args.config, result);
      const now = new Date(server.clock()).toISOString();
      const uid = ownValue(from, 'uid') ?? ownValue(from, 'unique_id');
      const leadTime = ownValue(from, 'lead_time');
      const parents = ownValue(from, 'parents');
      const madeOn = ownValue(from, 'made_on');
      const skipReason = ownValue(from, 'skip_reason');
      const created = timeOf(ownValue(from, 'created_at')) ?? now;
      return {
        id: await server.ids.next('annotation'),
        annotation: {
          uid: typeof uid === 'string' && uid !== '' ? uid : createUid(server),
          ...(await authorship(from)),
          created_at: created,
          updated_at: timeOf(ownValue(from, 'updated_at')) ?? created,
          lead_time: typeof leadTime === 'number' ? leadTime : null,
          was_cancelled: (ownValue(from, 'was_cancelled') ?? ownValue(from, 'skipped')) === true,
          ground_truth: ownValue(from, 'ground_truth') === true,
          result: result as JsonObject[],
          ...(typeof skipReason === 'string' ? { skip_reason: skipReason } : {}),
          ...(Array.isArray(parents) ? { parents: parents.filter((each) => typeof each === 'string') } : {}),
          ...(isJsonObject(madeOn) ? { made_on: madeOn } : {}),
        } as TaskFileAnnotation,
      };
    },
    async prediction(from) {
      const result = readPrediction(args.config, ownValue(from, 'result') ?? []);
      const score = ownValue(from, 'score');
      const version = ownValue(from, 'model_version');
      return {
        id: await server.ids.next('prediction'),
        uid: createUid(server),
        result: stringifyCanonical(result),
        score: typeof score === 'number' ? score : null,
        modelVersion: typeof version === 'string' ? version : 'undefined',
      };
    },
  };
  return reader;
};

type Authorship = Pick<TaskFileAnnotation, 'author' | 'outside_author'>;

const resultOf = (value: Json | undefined): readonly Json[] => {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value as readonly Json[];
  if (isJsonObject(value)) return [value];
  throw new AppError('result.invalid', { index: 0, reason: 'result is not a list' });
};

const timeOf = (value: Json | undefined): string | undefined => {
  if (typeof value !== 'string') return undefined;
  const time = Date.parse(value);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
};

const findAuthor = async (
  server: Server,
  { organisation, strangers }: { organisation: string; strangers?: 'keep' | 'refuse' },
  by: Json,
): Promise<string | null> => {
  const email = isJsonObject(by) ? ownValue(by, 'email') : undefined;
  const number = typeof by === 'number' ? by : isJsonObject(by) ? ownValue(by, 'id') : undefined;
  const query = accountQueries
    .selectFrom('account')
    .innerJoin('membership', 'membership.account', 'account.id')
    .select('account.id')
    .where('membership.organisation', '=', organisation);
  const [row] =
    typeof email === 'string'
      ? await server.db.read(query.where('account.email', '=', email.toLowerCase()))
      : typeof number === 'number'
        ? await server.db.read(query.where('account.number', '=', number))
        : [];
  if (row === undefined && strangers === 'refuse')
    throw new AppError('account.not_found', { id: JSON.stringify(by) });
  return row?.id ?? null;
};
