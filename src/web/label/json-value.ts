import type { Annotation } from '../../shared/contract/project-tasks.ts';

/** One result of an annotation, as the contract carries it. */
export type JsonValue = Annotation['result'][number];
