import { sameJson } from '../canonical-json.ts';
import type { Json, JsonObject } from '../json.ts';
import { splitResult } from '../merge/result-parts.ts';
import type { ResultIdentity } from '../results/result-identity.ts';
import type { MadeOn, TaskFile, TaskFileAnnotation } from '../task-file/task-file.ts';
import { type BlameItem, blameItems, findOlder } from './blame-items.ts';

/**
 * A version of one task file and the commit that made it: the file differs there from that of each parent. Equal
 * versions are the same object.
 */
export type TaskFileVersion<Commit> = {
  readonly commit: Commit;
  /** Milliseconds since 1970; never before that of a parent. */
  readonly time: number;
  /** undefined where the commit did not have the file. */
  readonly file: TaskFile | undefined;
  /** The versions that this one was made from: several after a merge. Asked only when needed. */
  parents(): Promise<readonly TaskFileVersion<Commit>[]>;
};

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
  readonly now: JsonObject;
};

type Blamed<Commit> = {
  readonly now: BlameItem;
  by: { readonly commit: Commit; readonly annotation: TaskFileAnnotation } | undefined;
};
/** Something of the newest version, as it was in an older one. */
type Thread<Commit> = { readonly of: Blamed<Commit>; readonly item: BlameItem };

/**
 * For every result of a version the commit that last changed it. A merge is passed through: what came from one side is
 * traced there, what took one part from each is the newer side's, and only what neither side had is the merge's own;
 * regions that a fuse moved into another annotation are traced back to theirs. Reading goes from the newest to older
 * versions, and stops when all is known.
 */
export const blameTaskFile = async <Commit>(
  newest: TaskFileVersion<Commit>,
): Promise<readonly RegionBlame<Commit>[]> => {
  const all = blameItems(newest.file).map((now): Blamed<Commit> => ({ now, by: undefined }));
  const open = new Map([[newest, all.map((of): Thread<Commit> => ({ of, item: of.now }))]]);
  for (let version = newestOf(open); version !== undefined; version = newestOf(open)) {
    const threads = (open.get(version) ?? []).filter(({ of }) => of.by === undefined);
    open.delete(version);
    if (threads.length === 0) continue;
    const parents = await version.parents();
    const older = findOlder(
      version.file,
      parents.map(({ file }) => file),
    );
    for (const { of, item } of threads) {
      const sources = sourcesOf(item, older(item));
      for (const { item: next, parent } of sources) {
        const from = parents[parent];
        if (from !== undefined) open.set(from, [...(open.get(from) ?? []), { of, item: next }]);
      }
      // newer versions come first: whoever is found first is who changed it last
      if (sources.length === 0) of.by ??= { commit: version.commit, annotation: item.annotation };
    }
  }
  return all.flatMap(({ now, by }) =>
    by === undefined
      ? []
      : {
          annotation: now.annotation.uid,
          identity: now.identity,
          commit: by.commit,
          author: by.annotation.author,
          at: by.annotation.updated_at,
          madeOn: by.annotation.made_on ?? null,
          now: now.value,
        },
  );
};

const newestOf = <Commit>(
  open: ReadonlyMap<TaskFileVersion<Commit>, unknown>,
): TaskFileVersion<Commit> | undefined => {
  let found: TaskFileVersion<Commit> | undefined;
  for (const version of open.keys()) if (found === undefined || version.time > found.time) found = version;
  return found;
};

type Older = ReturnType<ReturnType<typeof findOlder>>[number];

/** Where it came from unchanged; else the sides that it was put together from; none where it was changed here. */
const sourcesOf = (item: BlameItem, candidates: readonly Older[]): readonly Older[] => {
  const same = candidates.find(({ as }) => sameJson(as, item.value));
  if (same !== undefined) return [same];
  if (candidates.length < 2 || item.identity === null) return [];
  return isMadeOf(
    item.value,
    candidates.map(({ as }) => as),
  )
    ? candidates
    : [];
};

const isMadeOf = (value: JsonObject, sides: readonly JsonObject[]): boolean => {
  const parts = partsOf(value);
  const given = sides.map(partsOf);
  const names = new Set([parts, ...given].flatMap((side) => [...side.keys()]));
  return [...names].every((name) => given.some((side) => sameJson(side.get(name), parts.get(name))));
};

const partsOf = (value: JsonObject): ReadonlyMap<string, Json | undefined> => {
  const { fields, ...parts } = splitResult(value);
  return new Map<string, Json | undefined>([
    ...Object.entries(parts),
    ...Object.entries(fields).map(([field, own]) => [`field ${field}`, own] as const),
  ]);
};
