import type { Json, JsonObject } from '../../../labels/json.ts';
import { changeKind, type ChangeFilter, isSought } from '../../../labels/merge/change-kind.ts';
import type { RegionChange } from '../../../labels/merge/diff-task-files.ts';
import { toldChanges } from '../../../labels/merge/told-changes.ts';
import type { TaskFile } from '../../../labels/task-file/task-file.ts';
import type { LabelChange } from '../../../shared/contract/project-labels.ts';

export type Sought = ChangeFilter & { readonly author?: string | undefined };

type Changes = Pick<LabelChange, 'change' | 'before' | 'after' | 'fields' | 'regions'> & {
  readonly annotations: readonly (Omit<LabelChange['annotations'][number], 'author'> & {
    readonly author: string | null;
  })[];
};

/** What differs between two versions of a task's labels and is looked for; null where nothing of it is. */
export const taskChange = (
  before: TaskFile | undefined,
  after: TaskFile | undefined,
  sought: Sought,
): Changes | null => {
  const all = toldChanges(before, after);
  const authorOf = authors(before, after);
  const isTheirs = (uid: string) => sought.author === undefined || authorOf(uid) === sought.author;
  const isAll = Object.values(sought).every((value) => value === undefined);
  const task = all.find(({ annotation }) => annotation === null);
  const own = new Map(all.flatMap((each) => (isOwn(each) ? [[each.annotation, each] as const] : [])));
  const regions = all.filter(
    ({ annotation, identity, ...sides }) =>
      annotation !== null && identity !== null && isTheirs(annotation) && isSought(sides, sought),
  );
  const held = new Set(regions.map(({ annotation }) => annotation));
  const uids = [...new Set(all.flatMap(({ annotation }) => (annotation === null ? [] : [annotation])))];
  const annotations = uids.flatMap((uid) => {
    const itself = own.get(uid);
    const isMeant =
      itself !== undefined &&
      isTheirs(uid) &&
      sought.class === undefined &&
      (sought.kind === undefined || (changeKind(itself) === sought.kind && isTold(itself)));
    if (!isMeant && !held.has(uid)) return [];
    const { change, fields } = itself ?? { change: 'modified' as const, fields: [] };
    return [{ annotation: uid, author: authorOf(uid), change, fields: [...fields] }];
  });
  if (!isAll && annotations.length === 0) return null;
  return {
    change: before === undefined ? 'added' : after === undefined ? 'removed' : 'modified',
    before: asJson(before),
    after: asJson(after),
    fields: [...(task?.fields ?? [])],
    annotations,
    regions: regions.map((region) => ({
      annotation: region.annotation ?? '',
      identity: region.identity ?? '',
      change: region.change,
      kind: changeKind(region),
      before: asJson(region.before),
      after: asJson(region.after),
      fields: [...region.fields],
    })),
  };
};

const isOwn = <C extends { annotation: string | null; identity: string | null }>(
  change: C,
): change is C & { annotation: string } => change.annotation !== null && change.identity === null;

/** A person would call it a change: not what an annotation was made on, or when. */
const isTold = ({ change, fields }: Pick<RegionChange, 'change' | 'fields'>): boolean =>
  change !== 'modified' ||
  fields.some((field) => ['author', 'was_cancelled', 'skip_reason', 'ground_truth'].includes(field));

/** Whose an annotation is, as the newer of the two versions says. */
const authors = (before: TaskFile | undefined, after: TaskFile | undefined) => {
  const known = new Map(
    [before, after].flatMap((file) => (file?.annotations ?? []).map(({ uid, author }) => [uid, author])),
  );
  return (uid: string): string | null => known.get(uid) ?? null;
};

const asJson = (value: Json | JsonObject | undefined): LabelChange['before'] =>
  value === undefined ? null : (value as LabelChange['before']);
