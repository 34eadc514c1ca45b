import { sameJson } from '../canonical-json.ts';
import { sortByUid } from '../task-file/parse-task-file.ts';
import type { TaskFileAnnotation } from '../task-file/task-file.ts';
import { conflictsAfterFuse, fuseAnnotations } from './fuse-annotations.ts';
import { mergeAnnotation } from './merge-annotation.ts';
import type { AnnotationsMerge } from './annotations-merge.ts';
import { conflictAt, type TaskConflict } from './task-conflict.ts';

/**
 * All annotations of a task become one. Versions of the same annotation are merged first; one that a side fused
 * away while the other still worked on it goes in too. One that a side deleted while the other worked on it stays
 * apart and waits for a person, as in union.
 */
export const mergeFuse: AnnotationsMerge = (sides, key) => {
  const [base, ours, theirs] = [sides.base, sides.ours, sides.theirs].map(byUid);
  if (base === undefined || ours === undefined || theirs === undefined)
    throw new Error('three sides in, three out');
  const members: TaskFileAnnotation[] = [];
  const apart: TaskFileAnnotation[] = [];
  const inner: TaskConflict[] = [];
  const outer: TaskConflict[] = [];

  for (const uid of new Set([...base.keys(), ...ours.keys(), ...theirs.keys()])) {
    const three = { base: base.get(uid), ours: ours.get(uid), theirs: theirs.get(uid) };
    if (three.ours !== undefined && three.theirs !== undefined) {
      const merged = mergeAnnotation(
        { ...three, ours: three.ours, theirs: three.theirs },
        { key, annotation: uid },
      );
      members.push(merged.annotation);
      inner.push(...merged.conflicts);
      continue;
    }
    const held = three.ours ?? three.theirs;
    if (held === undefined || (three.base !== undefined && sameJson(three.base, held))) continue;
    const isFusedAway = isParentIn(three.ours === undefined ? ours : theirs, uid);
    if (three.base === undefined || isFusedAway) {
      members.push(held);
      continue;
    }
    outer.push(conflictAt({ key, annotation: uid, identity: null }, 'delete-edit', three));
    if (three.ours !== undefined) apart.push(held);
  }

  if (members.length === 0) return { annotations: sortByUid(apart), conflicts: outer };
  const fused = fuseAnnotations(members, { key, base: sides.base, isOurs: (uid) => ours.has(uid) });
  return {
    annotations: sortByUid([...apart, fused.annotation]),
    conflicts: [...outer, ...conflictsAfterFuse(inner, fused), ...fused.conflicts],
  };
};

const byUid = (
  annotations: readonly TaskFileAnnotation[] | undefined,
): ReadonlyMap<string, TaskFileAnnotation> =>
  new Map((annotations ?? []).map((annotation) => [annotation.uid, annotation]));

const isParentIn = (annotations: ReadonlyMap<string, TaskFileAnnotation>, uid: string): boolean =>
  [...annotations.values()].some(({ parents }) => parents?.includes(uid));
