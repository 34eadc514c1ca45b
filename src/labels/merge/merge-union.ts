import { sameJson } from '../canonical-json.ts';
import { sortByUid } from '../task-file/parse-task-file.ts';
import type { TaskFileAnnotation } from '../task-file/task-file.ts';
import { mergeAnnotation } from './merge-annotation.ts';
import type { AnnotationsMerge } from './annotations-merge.ts';
import { conflictAt, type TaskConflict } from './task-conflict.ts';

/** Annotations stay apart: each is merged with its own other versions, by uid. */
export const mergeUnion: AnnotationsMerge = (sides, key) => {
  const base = byUid(sides.base);
  const ours = byUid(sides.ours);
  const theirs = byUid(sides.theirs);
  const annotations: TaskFileAnnotation[] = [];
  const conflicts: TaskConflict[] = [];

  for (const uid of new Set([...base.keys(), ...ours.keys(), ...theirs.keys()])) {
    const three = { base: base.get(uid), ours: ours.get(uid), theirs: theirs.get(uid) };
    const place = { key, annotation: uid };
    if (three.ours !== undefined && three.theirs !== undefined) {
      const merged = mergeAnnotation({ ...three, ours: three.ours, theirs: three.theirs }, place);
      annotations.push(merged.annotation);
      conflicts.push(...merged.conflicts);
      continue;
    }
    const held = three.ours ?? three.theirs;
    if (held === undefined || (three.base !== undefined && sameJson(three.base, held))) continue;
    const isDeletedUnderWork = three.base !== undefined;
    if (isDeletedUnderWork) conflicts.push(conflictAt({ ...place, identity: null }, 'delete-edit', three));
    if (!isDeletedUnderWork || three.ours !== undefined) annotations.push(held);
  }
  return { annotations: sortByUid(annotations), conflicts };
};

const byUid = (
  annotations: readonly TaskFileAnnotation[] | undefined,
): ReadonlyMap<string, TaskFileAnnotation> =>
  new Map((annotations ?? []).map((annotation) => [annotation.uid, annotation]));
