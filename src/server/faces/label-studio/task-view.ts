import { type JsonObject, ownValue } from '../../../labels/json.ts';
import { includesRole, type Role } from '../../../shared/contract/op.ts';
import type { LsTask } from '../../../shared/contract/label-studio-tasks.ts';
import type { Actor } from '../../actor.ts';
import { peopleByUid } from '../../projects/people.ts';
import { type TaskChildren, taskChildren } from '../../projects/rows/task-children.ts';
import type { TaskRow } from '../../projects/tables.ts';
import type { Server } from '../../server.ts';
import { annotationView, type People } from './annotation-view.ts';
import { draftView } from './draft-view.ts';
import { predictionView } from './prediction-view.ts';

/**
 * Tasks as Label Studio's API shows them. `bare`: without what belongs to them. Annotators see their own
 * annotations, reviewers everybody's.
 */
export const taskViews = async (
  server: Server,
  actor: Actor,
  role: Role,
  rows: readonly TaskRow[],
  { bare = false }: { readonly bare?: boolean } = {},
): Promise<LsTask[]> => {
  const childrenOf = await taskChildren(server, {
    tasks: bare ? [] : rows.map((row) => row.id),
    account: actor.account,
    by: includesRole(role, 'reviewer') ? null : actor.account,
  });
  const children = rows.map((row) => childrenOf(row.id));
  const person = await peopleByUid(
    server,
    children.flatMap(({ annotations }) => annotations.flatMap((row) => [row.author, row.updated_by])),
  );
  const now = server.clock();
  return rows.map((row, index) => taskView(row, children[index] as TaskChildren, { person, actor, now }));
};

const taskView = (
  row: TaskRow,
  { annotations, predictions, drafts }: TaskChildren,
  { person, actor, now }: { readonly person: People; readonly actor: Actor; readonly now: number },
): LsTask => {
  const extra: JsonObject = row.extra === null ? {} : JSON.parse(row.extra);
  const authors = new Set(annotations.map((each) => person(each.author).number));
  const changers = new Set(annotations.map((each) => person(each.updated_by ?? each.author).number));
  const known = (numbers: ReadonlySet<number | null>) => [...numbers].filter((number) => number !== null);
  const leads = annotations.flatMap((each) => each.lead_time ?? []);
  const scores = predictions.flatMap((each) => each.score ?? []);
  return {
    id: row.id,
    data: JSON.parse(row.data),
    meta: (ownValue(extra, 'meta') ?? {}) as LsTask['meta'],
    project: row.project,
    created_at: new Date(row.created_at).toISOString(),
    updated_at: new Date(row.updated_at).toISOString(),
    is_labeled: row.annotations > 0,
    overlap: 1,
    inner_id: row.id,
    allow_skip: true,
    total_annotations: row.annotations,
    cancelled_annotations: row.skips,
    total_predictions: row.predictions,
    avg_lead_time: mean(leads),
    predictions_score: mean(scores),
    draft_exists: drafts.length > 0,
    annotators: known(authors),
    updated_by: known(changers).map((number) => ({ user_id: number })),
    file_upload: null,
    storage_filename: row.source_path,
    comment_count: 0,
    unresolved_comment_count: 0,
    comment_authors: [],
    last_comment_updated_at: null,
    annotations: annotations.map((each) => annotationView(each, person, now)) as LsTask['annotations'],
    predictions: predictions.map((each) => predictionView(each, now)) as LsTask['predictions'],
    drafts: drafts.map((each) => draftView(each, actor, now)) as LsTask['drafts'],
  };
};

const mean = (numbers: readonly number[]): number | null =>
  numbers.length === 0 ? null : numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
