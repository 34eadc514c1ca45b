import type { TaskFileAnnotation } from '../task-file/task-file.ts';
import { matchRegions } from './match-regions.ts';
import { mergeAnnotation } from './merge-annotation.ts';
import { moveConflict, type RegionNames, renameRegions } from './rename-regions.ts';
import type { TaskConflict } from './task-conflict.ts';

export type FuseOptions = {
  /** The task's, for conflict records. */
  readonly key: string;
  /** Annotations as they were before; one that both of a pair were made from is the base of their merge. */
  readonly base?: readonly TaskFileAnnotation[];
  /** Whose work stands where two clash; without it that of the smaller uid. */
  readonly isOurs?: (uid: string) => boolean;
};

export type Fused = {
  readonly annotation: TaskFileAnnotation;
  readonly conflicts: readonly TaskConflict[];
  /** What became of the region ids of each annotation that went in, by its uid. */
  readonly names: ReadonlyMap<string, RegionNames>;
};

/**
 * One annotation from one or more: regions that are the same thing become one, all others stay side by side, what
 * clashes is a conflict for a person. It has the smallest uid, so that later work on that annotation still finds
 * it; `parents` names all that went in, `authors` who made them where they are several. The order of the input
 * does not matter.
 */
export const fuseAnnotations = (annotations: readonly TaskFileAnnotation[], options: FuseOptions): Fused => {
  const [first, ...rest] = annotations.toSorted((a, b) => (a.uid < b.uid ? -1 : a.uid > b.uid ? 1 : 0));
  if (first === undefined) throw new RangeError('nothing to fuse');
  const isOurs = options.isOurs ?? (() => true);
  const conflicts: TaskConflict[] = [];
  const names = new Map<string, RegionNames>([[first.uid, new Map()]]);
  let fused = first;
  let isFusedOurs = isOurs(first.uid);
  for (const next of rest) {
    const own = matchRegions(fused.result, next.result);
    names.set(next.uid, own);
    const ancestor = commonAncestor(fused, next, options.base ?? []);
    const head = { uid: first.uid, ...peopleOf(fused, next), parents: parentsOf(fused, next) };
    const old = { ...fused, ...head } as TaskFileAnnotation;
    const added = { ...next, ...head, result: renameRegions(next.result, own) } as TaskFileAnnotation;
    // Ids of the ancestor are those of the one that kept them.
    const base =
      ancestor &&
      ({ ...ancestor, ...head, result: renameRegions(ancestor.result, own) } as TaskFileAnnotation);
    const turn = !isFusedOurs && isOurs(next.uid);
    const merged = mergeAnnotation(
      turn ? { base, ours: added, theirs: old } : { base, ours: old, theirs: added },
      { key: options.key, annotation: first.uid },
    );
    conflicts.push(...merged.conflicts);
    fused = merged.annotation;
    isFusedOurs ||= isOurs(next.uid);
  }
  return { annotation: fused, conflicts, names };
};

/** Conflicts of an annotation from before it was fused, as they are in the fused one. */
export const conflictsAfterFuse = (
  conflicts: readonly TaskConflict[],
  fused: Fused,
): readonly TaskConflict[] =>
  conflicts.map((conflict) => {
    const names = conflict.annotation === null ? undefined : fused.names.get(conflict.annotation);
    return names === undefined ? conflict : moveConflict(conflict, fused.annotation.uid, names);
  });

const lineage = ({ uid, parents }: TaskFileAnnotation): readonly string[] => [uid, ...(parents ?? [])];

const parentsOf = (a: TaskFileAnnotation, b: TaskFileAnnotation): readonly string[] =>
  [...new Set([...lineage(a), ...lineage(b)])].sort();

const commonAncestor = (
  a: TaskFileAnnotation,
  b: TaskFileAnnotation,
  base: readonly TaskFileAnnotation[],
): TaskFileAnnotation | undefined => {
  const [left, right] = [new Set(lineage(a)), new Set(lineage(b))];
  const common = base.filter(({ uid }) => left.has(uid) && right.has(uid));
  return common.find(({ uid }) => uid === b.uid) ?? common.toSorted((x, y) => (x.uid < y.uid ? -1 : 1))[0];
};

/** `author` is one account; of several none, and their list beside it. */
const peopleOf = (
  a: TaskFileAnnotation,
  b: TaskFileAnnotation,
): { readonly author: string | null; readonly authors?: readonly string[] } => {
  const all = [...new Set([...authorsOf(a), ...authorsOf(b)])].sort();
  if (a.author === b.author && all.length <= 1) return { author: a.author };
  return { author: null, authors: all };
};

const authorsOf = ({ author, authors }: TaskFileAnnotation): readonly string[] => {
  const listed = Array.isArray(authors) ? authors.filter((each) => typeof each === 'string') : [];
  return author === null ? listed : [...listed, author];
};
