import type { Annotation } from '../../../shared/contract/project-tasks.ts';
import type { PersonName } from '../people.ts';
import type { AnnotationRow } from '../tables.ts';
import { skipReasonOf } from './skip-reason.ts';

/** An annotation as the API shows it. */
export const annotationView = (
  row: AnnotationRow,
  person: (uid: string | null) => PersonName,
): Annotation => {
  const { id, name } = person(row.author);
  return {
    id: String(row.id),
    taskId: String(row.task),
    author: { id, name },
    result: JSON.parse(row.result),
    skipped: row.skipped === 1,
    skipReason: skipReasonOf(row),
    created: new Date(row.created_at).toISOString(),
    updated: new Date(row.updated_at).toISOString(),
    leadTime: row.lead_time,
    version: row.version,
    committed: row.committed === 1,
    review:
      row.review === null
        ? null
        : {
            decision: row.review,
            comment: row.review_comment ?? '',
            by: { id: person(row.review_by).id, name: person(row.review_by).name },
            at: new Date(row.review_at ?? 0).toISOString(),
          },
  };
};
