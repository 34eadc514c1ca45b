import { parsedLabelConfig } from '../../../labels/config/parsed-label-config.ts';
import type { LsProject, ProjectSettings } from '../../../shared/contract/label-studio-projects.ts';
import type { Actor } from '../../actor.ts';
import { peopleByUid } from '../../projects/people.ts';
import { countSpecial } from '../../projects/rows/find-rows.ts';
import type { ProjectRow } from '../../projects/tables.ts';
import { configOf } from '../../projects/tasks/check-result.ts';
import type { Server } from '../../server.ts';
import { readOrganisation, simpleUserView } from './user-view.ts';

/** What Label Studio says where nothing was set. */
const defaults = {
  show_skip_button: true,
  enable_empty_annotation: true,
  show_annotation_history: false,
  maximum_annotations: 1,
  overlap_cohort_percentage: 100,
  show_overlap_first: false,
  show_ground_truth_first: false,
  is_published: false,
  is_draft: false,
  model_version: '',
  min_annotations_to_start_training: 0,
  evaluate_predictions_automatically: false,
  show_collab_predictions: true,
  reveal_preannotations_interactively: false,
  sampling: 'Sequential sampling',
  skip_queue: 'REQUEUE_FOR_OTHERS',
  control_weights: {},
  pinned_at: null,
} as const satisfies { [Name in keyof Required<ProjectSettings>]: ProjectSettings[Name] };

/** Projects as Label Studio's API shows them. */
export const projectViews = async (
  server: Server,
  actor: Actor,
  rows: readonly ProjectRow[],
): Promise<LsProject[]> => {
  const [organisation, person, special] = await Promise.all([
    readOrganisation(server, actor.organisation),
    peopleByUid(
      server,
      rows.map((row) => row.created_by),
    ),
    Promise.all(rows.map((row) => countSpecial(server, row))),
  ]);
  return rows.map((row, index) => {
    const creator = person(row.created_by);
    const { groundTruth, skips } = special[index] ?? { groundTruth: 0, skips: 0 };
    const label_config = row.config.trim() === '' ? '<View></View>' : row.config;
    const parsed = parsedLabelConfig(configOf(label_config));
    return {
      ...defaults,
      ...settingsOf(row),
      id: row.id,
      title: row.title,
      description: row.description,
      label_config,
      parsed_label_config: parsed as unknown as LsProject['parsed_label_config'],
      config_has_control_tags: Object.keys(parsed).length > 0,
      config_suitable_for_bulk_annotation: false,
      expert_instruction: row.instructions,
      show_instruction: row.show_instructions === 1,
      color: row.color,
      organization: organisation.number,
      workspace: null,
      created_by: creator.number === null ? null : simpleUserView({ ...creator, number: creator.number }),
      created_at: new Date(row.created_at).toISOString(),
      task_number: row.tasks,
      finished_task_number: row.labeled,
      num_tasks_with_annotations: row.labeled,
      total_annotations_number: row.annotations,
      total_predictions_number: row.predictions,
      useful_annotation_number: Math.max(0, row.annotations - groundTruth),
      ground_truth_number: groundTruth,
      skipped_annotations_number: skips,
      queue_total: row.tasks,
      queue_done: row.labeled + row.skipped,
      start_training_on_annotation_update: false,
    };
  });
};

const settingsOf = (row: ProjectRow): ProjectSettings => {
  const kept = JSON.parse(row.settings || '{}') as Record<string, unknown>;
  return Object.fromEntries(Object.entries(kept).filter(([name]) => Object.hasOwn(defaults, name)));
};

export const projectViewOf = async (server: Server, actor: Actor, row: ProjectRow): Promise<LsProject> =>
  (await projectViews(server, actor, [row]))[0] as LsProject;
