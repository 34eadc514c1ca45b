import { sameJson } from '../canonical-json.ts';
import { type JsonObject, withValue } from '../json.ts';
import type { LabelResult } from '../results/label-result.ts';
import { indexResults, type ResultIdentity } from '../results/result-identity.ts';
import type { MadeOn, TaskFile, TaskFileAnnotation } from '../task-file/task-file.ts';

/** A version of one task file and the commit that made it; undefined where the commit did not have the file. */
export type TaskFileVersion<Commit> = { readonly commit: Commit; readonly file: TaskFile | undefined };

export type RegionBlame<Commit> = {
  /** Annotation uid. */
  readonly annotation: string;
  /** null for the annotation itself (skipped, ground truth, author) apart from its results. */
  readonly identity: ResultIdentity | null;
  /** The commit that last changed it; who committed is in it. */
  readonly commit: Commit;
  /** Account uid of the annotation's author after that commit. */
  readonly author: string | null;
  /** When the annotation was updated in that commit's version, ISO 8601. */
  readonly at: string;
  /** What the annotation was made on, after that commit. */
  readonly madeOn: MadeOn | null;
  /** The result as it is now; the annotation without its results where `identity` is null. */
  readonly now: LabelResult;
};

type Item = { readonly annotation: TaskFileAnnotation; readonly value: JsonObject };
type Open<Commit> = {
  readonly uid: string;
  readonly identity: ResultIdentity | null;
  readonly now: JsonObject;
  commit: Commit;
  annotation: TaskFileAnnotation;
};

/**
 * For every result of the newest version the commit that last changed it. Versions come newest first along one
 * line of history; reading stops as soon as all are known. None where the newest version has no file.
 */
export const blameTaskFile = async <Commit>(
  versions: AsyncIterable<TaskFileVersion<Commit>> | Iterable<TaskFileVersion<Commit>>,
): Promise<readonly RegionBlame<Commit>[]> => {
  let all: readonly Open<Commit>[] | undefined;
  let open: readonly Open<Commit>[] = [];
  for await (const { commit, file } of versions) {
    const items = itemsOf(file);
    if (all === undefined) {
      all = [...items].flatMap(([uid, own]) =>
        [...own].map(([identity, { annotation, value }]) => ({
          uid,
          identity,
          now: value,
          commit,
          annotation,
        })),
      );
      open = all;
    } else {
      open = open.filter((item) => {
        const older = items.get(item.uid)?.get(item.identity);
        if (older === undefined || !sameJson(older.value, item.now)) return false;
        item.commit = commit;
        item.annotation = older.annotation;
        return true;
      });
    }
    if (open.length === 0) break;
  }
  return (all ?? []).map(({ uid, identity, now, commit, annotation }) => ({
    annotation: uid,
    identity,
    commit,
    author: annotation.author,
    at: annotation.updated_at,
    madeOn: annotation.made_on ?? null,
    now,
  }));
};

const itemsOf = (file: TaskFile | undefined): ReadonlyMap<string, ReadonlyMap<ResultIdentity | null, Item>> =>
  new Map((file?.annotations ?? []).map((annotation) => [annotation.uid, itemsOfAnnotation(annotation)]));

const itemsOfAnnotation = (annotation: TaskFileAnnotation): ReadonlyMap<ResultIdentity | null, Item> => {
  const items = new Map<ResultIdentity | null, Item>([
    [null, { annotation, value: lastingKeys(annotation) }],
  ]);
  for (const [identity, value] of indexResults(annotation.result)) items.set(identity, { annotation, value });
  return items;
};

// Times move with every submit of the annotation, whatever region it was about.
const lastingKeys = (annotation: TaskFileAnnotation): JsonObject =>
  ['result', 'updated_at', 'lead_time', 'made_on'].reduce<JsonObject>(
    (object, key) => withValue(object, key, undefined),
    annotation,
  );
