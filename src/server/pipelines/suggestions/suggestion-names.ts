import type { ProjectRow } from '../../projects/tables.ts';

/** The worker's name in specs. */
export const suggestionWorker = 'suggestions';

export const projectSubject = (project: number): string => `project:${project}`;

/** The project that a pipeline works for, by its subject. */
export const projectOfSubject = (subject: string): number => Number(subject.slice('project:'.length));

export const suggestionPipelineId = ({ uid }: Pick<ProjectRow, 'uid'>): string => `suggestions-${uid}`;

/** `labels-models`: beside the labels, with the same branch; cut so that the name stays a name. */
export const outputRepo = (target: string, kind: 'models' | 'predictions'): string =>
  `${target.slice(0, 62 - kind.length)}-${kind}`;

/** What predictions call their model: enough of its commit to find it. */
export const modelVersionOf = (commit: string): string => commit.slice(0, 12);
