import type { AuditKind } from '../../shared/audit-kinds.ts';
import type { AuditEntry } from '../../shared/contract/project-review.ts';
import { plural } from '../../shared/plural.ts';

const names: Readonly<Record<AuditKind, string>> = {
  'annotation.submitted': 'Submitted',
  'annotation.updated': 'Updated',
  'annotation.deleted': 'Annotation deleted',
  'annotation.reviewed': 'Reviewed',
  'tasks.created': 'Task created',
  'tasks.imported': 'Imported',
  'tasks.deleted': 'Tasks deleted',
  'tasks.assigned': 'Assigned',
  'act.undone': 'Undone',
  'task.restored': 'Task restored',
  'labels.committed': 'Labels committed',
  'labels.restored': 'Labels restored',
  'labels.reverted': 'Commit reverted',
  'labels.merged': 'Branch merged',
  'conflicts.resolved': 'Conflicts settled',
  'conflicts.reopened': 'Conflicts opened again',
  'config.changed': 'Config changed',
  'settings.changed': 'Settings changed',
  'member.set': 'Member let in',
  'member.removed': 'Member taken out',
};

const undone: Readonly<Record<string, string>> = {
  'tasks.deleted': 'deletion',
  'tasks.assigned': 'assignment',
  'tasks.imported': 'import',
  'conflicts.resolved': 'settlement of the conflicts',
};

/** A kind of act, for a list to choose from. */
export const actName = (kind: AuditKind): string => names[kind];

/** What somebody did, after their name: `committed labels as 1f2e3d4c`. The task follows it as a link. */
export const actText = ({ kind, detail }: Pick<AuditEntry, 'kind' | 'detail'>): string => {
  const word = (key: string): string => (typeof detail[key] === 'string' ? detail[key] : '');
  const hash = (key: string): string => word(key).slice(0, 8);
  const count = (key: string, one: string): string =>
    typeof detail[key] === 'number' ? plural(detail[key], one) : `${one}s`;
  const conflicts =
    typeof detail.conflicts === 'number' && detail.conflicts > 0
      ? ` with ${plural(detail.conflicts, 'conflict')}`
      : '';
  switch (kind) {
    case 'annotation.submitted':
      return detail.skipped === true ? 'skipped' : 'labeled';
    case 'annotation.updated':
      return detail.skipped === true ? 'skipped' : 'changed an annotation of';
    case 'annotation.deleted':
      return 'deleted an annotation of';
    case 'annotation.reviewed':
      return word('decision') ? `${word('decision')} an annotation of` : 'took back the review of';
    case 'tasks.created':
      return 'created';
    case 'tasks.imported':
      return `imported ${count('tasks', 'task')}`;
    case 'tasks.deleted':
      return `deleted ${count('tasks', 'task')}`;
    case 'tasks.assigned':
      return `assigned ${count('tasks', 'task')}`;
    case 'act.undone':
      return `undid the ${undone[word('of')] ?? 'act'} of ${count('tasks', 'task')}`;
    case 'task.restored':
      return `restored from ${hash('ref')}`;
    case 'labels.committed':
      return `committed labels${hash('commit') ? ` as ${hash('commit')}` : ''}`;
    case 'labels.restored':
      return `restored the labels of ${hash('to') || word('ref')}`;
    case 'labels.reverted':
      return `reverted ${hash('reverted')}${conflicts}`;
    case 'labels.merged':
      return `merged ${word('from')} by ${word('mode')}${conflicts}`;
    case 'conflicts.resolved':
      return `settled ${count('count', 'conflict')}, taking ${word('take')}`;
    case 'conflicts.reopened':
      return `opened ${count('count', 'conflict')} again`;
    case 'config.changed':
      return 'changed the labeling config';
    case 'settings.changed':
      return 'changed the settings';
    case 'member.set':
      return `gave somebody the role ${word('role')}`;
    case 'member.removed':
      return 'took a member out of the project';
  }
};
