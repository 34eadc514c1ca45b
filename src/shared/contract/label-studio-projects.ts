import * as z from 'zod';
import { json } from './fields.ts';
import {
  count,
  data,
  flag,
  idParams,
  looseResult,
  ls,
  lsId,
  lsTime,
  pageNumber,
  paged,
  project,
  simpleUser,
} from './label-studio-fields.ts';

/** Kept and answered as they were given; Labelwright does not act on them yet. */
export const projectSettings = z.object({
  show_skip_button: z.boolean().optional(),
  enable_empty_annotation: z.boolean().optional(),
  show_annotation_history: z.boolean().optional(),
  maximum_annotations: z.number().int().min(1).max(1000).optional(),
  overlap_cohort_percentage: z.number().int().min(0).max(100).optional(),
  show_overlap_first: z.boolean().optional(),
  show_ground_truth_first: z.boolean().optional(),
  is_published: z.boolean().optional(),
  is_draft: z.boolean().optional(),
  model_version: z.string().max(200).nullish(),
  min_annotations_to_start_training: z.number().int().min(0).optional(),
  evaluate_predictions_automatically: z.boolean().optional(),
  show_collab_predictions: z.boolean().optional(),
  reveal_preannotations_interactively: z.boolean().optional(),
  sampling: z.enum(['Sequential sampling', 'Uniform sampling', 'Uncertainty sampling']).nullish(),
  skip_queue: z.enum(['REQUEUE_FOR_ME', 'REQUEUE_FOR_OTHERS', 'IGNORE_SKIPPED']).nullish(),
  control_weights: z.record(z.string(), json).nullish(),
  pinned_at: z.string().max(40).nullish(),
});
export type ProjectSettings = z.infer<typeof projectSettings>;

const title = z.string().trim().min(3).max(50);
const settingsBody = projectSettings.extend({
  description: z.string().max(10_000).nullish(),
  label_config: z.string().max(2_000_000).nullish(),
  expert_instruction: z.string().max(1_000_000).nullish(),
  show_instruction: z.boolean().optional(),
  color: z
    .string()
    .regex(/^#[0-9a-fA-F]{6}$/)
    .nullish(),
});
const lsProject = z.looseObject({
  id: count,
  title: z.string(),
  description: z.string(),
  label_config: z.string(),
  parsed_label_config: z.record(z.string(), json),
  organization: count,
  created_by: simpleUser.nullable(),
  created_at: lsTime,
  task_number: count,
  num_tasks_with_annotations: count,
  total_annotations_number: count,
  total_predictions_number: count,
});
export type LsProject = z.infer<typeof lsProject>;
const labelConfig = z.object({ label_config: z.string().max(2_000_000) });

/** Fields separated by commas; given once or several times. */
const fieldList = z
  .union([z.string().max(2000), z.array(z.string().max(200)).max(100)])
  .transform((given) => [given].flat().flatMap((text) => text.split(',').filter((name) => name !== '')))
  .optional();

export const labelStudioProjects = {
  projects: ls({
    id: 'ls.projects.list',
    method: 'GET',
    path: '/api/projects',
    rights: { type: 'account' },
    doc: 'The projects that the caller may see, newest first, by pages.',
    query: z.object({
      page: pageNumber,
      page_size: z.coerce.number().int().min(1).default(30),
      ids: z.string().max(10_000).optional(),
      title: z.string().max(200).optional(),
      search: z.string().max(200).optional(),
    }),
    response: paged(lsProject),
  }),
  createProject: ls({
    id: 'ls.projects.create',
    method: 'POST',
    path: '/api/projects',
    rights: { type: 'organisation', role: 'manager' },
    doc: 'Make a project; its labels go to branch master of a repo named after it.',
    body: settingsBody.extend({ title: title.default('New project') }),
    response: lsProject,
    status: 201,
  }),
  validateConfig: ls({
    id: 'ls.projects.validate',
    method: 'POST',
    path: '/api/projects/validate',
    rights: { type: 'account' },
    doc: 'Read a labeling config: 204, or 400 with what is wrong by line and column.',
    body: labelConfig,
  }),
  project: ls({
    id: 'ls.projects.get',
    method: 'GET',
    path: '/api/projects/{id}',
    rights: project('annotator'),
    doc: 'One project.',
    params: idParams,
    response: lsProject,
  }),
  updateProject: ls({
    id: 'ls.projects.update',
    method: 'PATCH',
    path: '/api/projects/{id}',
    rights: project('manager'),
    doc: 'Change a project’s settings.',
    params: idParams,
    body: settingsBody.extend({ title: title.optional() }),
    response: lsProject,
  }),
  removeProject: ls({
    id: 'ls.projects.remove',
    method: 'DELETE',
    path: '/api/projects/{id}',
    rights: project('manager'),
    doc: 'Delete a project; its label repo and all committed labels stay.',
    params: idParams,
  }),
  validateProjectConfig: ls({
    id: 'ls.projects.validateFor',
    method: 'POST',
    path: '/api/projects/{id}/validate',
    rights: project('manager'),
    doc: 'Read a labeling config, and say whether it differs from the project’s in what results depend on.',
    params: idParams,
    body: labelConfig,
    response: z.object({ label_config: z.string(), config_essential_data_has_changed: z.boolean() }),
  }),
  next: ls({
    id: 'ls.projects.next',
    method: 'GET',
    path: '/api/projects/{id}/next',
    rights: project('annotator'),
    doc: 'The next task for the caller, leased to them; 404 when none is left.',
    params: idParams,
    response: z.looseObject({ id: count, data, queue: z.string() }),
  }),
  importTasks: ls({
    id: 'ls.projects.import',
    method: 'POST',
    path: '/api/projects/{id}/import',
    rights: project('manager'),
    doc: 'Import tasks with their annotations and predictions, all or nothing: a JSON list or one object, or files as multipart/form-data (JSON, JSON Lines, CSV, TSV, TXT).',
    params: idParams,
    query: z.object({
      commit_to_project: flag.default(true),
      return_task_ids: flag.default(false),
      preannotated_from_fields: fieldList,
    }),
    body: 'stream',
    maxBytes: 250 * 1024 * 1024,
    response: z.looseObject({
      task_count: count,
      annotation_count: count,
      prediction_count: count,
      duration: z.number(),
      file_upload_ids: z.array(count),
      could_be_tasks_list: z.boolean(),
      found_formats: z.array(z.string()),
      data_columns: z.array(z.string()),
      task_ids: z.array(count).optional(),
    }),
    status: 201,
  }),
  importPredictions: ls({
    id: 'ls.projects.importPredictions',
    method: 'POST',
    path: '/api/projects/{id}/import/predictions',
    rights: project('manager'),
    doc: 'Add predictions to tasks of a project: a list of {task, result, score, model_version}; all or nothing.',
    params: idParams,
    body: z
      .array(
        z.object({
          task: lsId,
          result: looseResult,
          score: z.number().nullish(),
          model_version: z.string().max(200).nullish(),
        }),
      )
      .max(100_000),
    response: z.object({ created: count }),
    status: 201,
  }),
  export: ls({
    id: 'ls.projects.export',
    method: 'GET',
    path: '/api/projects/{id}/export',
    rights: project('reviewer'),
    doc: 'Labels as JSON, JSON_MIN, CSV or TSV; all tasks with download_all_tasks, else those with annotations.',
    params: idParams,
    query: z.object({
      exportType: z.string().max(50).optional(),
      export_type: z.string().max(50).optional(),
      download_all_tasks: flag.default(false),
      ids: z.union([z.string(), z.array(z.string())]).optional(),
      'ids[]': z.union([z.string(), z.array(z.string())]).optional(),
    }),
    response: 'stream',
  }),
  exportFormats: ls({
    id: 'ls.projects.exportFormats',
    method: 'GET',
    path: '/api/projects/{id}/export/formats',
    rights: project('reviewer'),
    doc: 'What the project can be exported as.',
    params: idParams,
    response: z.array(z.looseObject({ name: z.string(), title: z.string() })),
  }),
} as const;
