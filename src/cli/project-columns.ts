import type { ProjectItem } from '../shared/contract/projects.ts';
import type { Column } from './command.ts';

export const projectColumns: readonly Column<ProjectItem>[] = [
  { title: 'ID', text: (project) => project.id },
  { title: 'TITLE', text: (project) => project.title },
  { title: 'TASKS', text: (project) => String(project.counts.tasks) },
  { title: 'LABELED', text: (project) => String(project.counts.labeled) },
  {
    title: 'PENDING',
    text: (project) => String(project.pending.new + project.pending.changed + project.pending.retired),
  },
  { title: 'LABELS', text: (project) => `${project.target.repo}@${project.target.branch}` },
];
