import { type JsonObject, ownValue } from '../../../labels/json.ts';
import { countRegions } from '../../../labels/results/region-count.ts';
import type { LsAnnotation } from '../../../shared/contract/label-studio-annotations.ts';
import type { PersonName } from '../../projects/people.ts';
import type { AnnotationRow } from '../../projects/tables.ts';
import { skipReasonOf } from '../../projects/tasks/skip-reason.ts';
import { ago } from './ago.ts';

export type People = (uid: string | null) => PersonName;

/** An annotation as Label Studio's API shows it. */
export const annotationView = (row: AnnotationRow, person: People, now: number): LsAnnotation => {
  const author = person(row.author);
  const result = JSON.parse(row.result);
  const extra: JsonObject = row.extra === null ? {} : JSON.parse(row.extra);
  return {
    id: row.id,
    result,
    completed_by: author.number,
    updated_by: person(row.updated_by ?? row.author).number,
    task: row.task,
    project: row.project,
    was_cancelled: row.skipped === 1,
    skip_reason: skipReasonOf(row),
    ground_truth: row.ground_truth === 1,
    created_at: new Date(row.created_at).toISOString(),
    updated_at: new Date(row.updated_at).toISOString(),
    draft_created_at: null,
    lead_time: row.lead_time,
    prediction: {},
    result_count: countRegions(result),
    parent_prediction: null,
    parent_annotation: null,
    unique_id: row.uid,
    import_id: ownValue(extra, 'import_id') ?? null,
    last_action: null,
    last_created_by: null,
    bulk_created: false,
    created_username: `${author.name} ${author.email}, ${author.number ?? ''}`.trim(),
    created_ago: ago(row.created_at, now),
  };
};
