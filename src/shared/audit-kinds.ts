/** Acts that a project remembers, with who did them. */
export const auditKinds = [
  'annotation.submitted',
  'annotation.updated',
  'annotation.deleted',
  'annotation.reviewed',
  'tasks.created',
  'tasks.imported',
  'tasks.deleted',
  'tasks.assigned',
  'act.undone',
  'task.restored',
  'labels.committed',
  'labels.restored',
  'labels.reverted',
  'labels.merged',
  'conflicts.resolved',
  'conflicts.reopened',
  'config.changed',
  'settings.changed',
  'member.set',
  'member.removed',
] as const;
export type AuditKind = (typeof auditKinds)[number];

/** Acts that can be taken back, and the least role that may. */
export const undoableBy = {
  'tasks.deleted': 'manager',
  'tasks.assigned': 'manager',
  'tasks.imported': 'manager',
  'conflicts.resolved': 'reviewer',
} as const satisfies Partial<Record<AuditKind, string>>;
export type UndoableKind = keyof typeof undoableBy;
