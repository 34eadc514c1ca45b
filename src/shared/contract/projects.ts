import * as z from 'zod';
import { id, json, list, name, page, role, time } from './fields.ts';
import { op } from './op.ts';
import { labelOperations, pending } from './project-labels.ts';
import { configOperations } from './project-config.ts';
import { exportOperations } from './project-exports.ts';
import { reviewOperations } from './project-review.ts';
import { projectParams, projectRole } from './project-rights.ts';
import { taskOperations } from './project-tasks.ts';
import { versionOperations } from './project-versions.ts';
import { workOperations } from './project-work.ts';

const tag = 'Projects';

/** `files`: one task for each file. `tasks`: each file holds tasks (JSON, JSON Lines, CSV). */
export const importMethod = z.enum(['files', 'tasks']);
export const changedPolicy = z.enum(['replace', 'keep', 'block']);

export const source = z.object({
  id,
  repo: name,
  branch: name,
  glob: z.string(),
  importMethod,
  importMethodChosen: z.boolean(),
  changed: changedPolicy,
  synced: z.object({
    commit: z.string().nullable(),
    time: time.nullable(),
    added: z.number(),
    retired: z.number(),
    changed: z.number(),
  }),
  error: z.string().nullable(),
});
export type Source = z.infer<typeof source>;

export const counts = z.object({
  tasks: z.number(),
  labeled: z.number(),
  skipped: z.number(),
  retired: z.number(),
  annotations: z.number(),
  predictions: z.number(),
  drafts: z.number(),
});
export const projectItem = z.object({
  id,
  title: z.string(),
  description: z.string(),
  color: z.string(),
  created: time,
  updated: time,
  counts,
  pending,
  target: z.object({ repo: name, branch: name, head: z.string().nullable(), policy: z.string() }),
  /** The caller's role here. */
  role,
});
export const projectView = projectItem.extend({
  config: z.string(),
  /** Changes with the config; results sent with it are taken to the config that is the present one by then. */
  configVersion: z.number().int(),
  instructions: z.string(),
  showInstructions: z.boolean(),
  sources: z.array(source),
  conflicts: z.number(),
  /** Tasks by their review. */
  review: z.object({ accepted: z.number(), rejected: z.number() }),
  /** How often each class is in use, the most used first. */
  classes: z.array(z.object({ control: z.string(), name: z.string(), count: z.number() })),
});
export type Project = z.infer<typeof projectView>;
export type ProjectItem = z.infer<typeof projectItem>;

const sourceBody = z.object({
  repo: name,
  branch: name,
  glob: z.string().max(1024).default('**'),
  importMethod: importMethod.optional(),
  changed: changedPolicy.default('replace'),
  /** Of rows: the field that names each; without it a row is known by its data. */
  keyField: z.string().max(100).nullish(),
});
/** As `sourceBody`, but what is left out stays: a default would change it. */
const sourcePatch = z.object({
  repo: name.optional(),
  branch: name.optional(),
  glob: z.string().max(1024).optional(),
  importMethod: importMethod.optional(),
  changed: changedPolicy.optional(),
  keyField: z.string().max(100).nullish(),
});

const settingOperations = {
  list: op({
    id: 'projects.list',
    method: 'GET',
    path: '/api/lw/projects',
    rights: { type: 'account' },
    tag,
    doc: 'The projects that the caller may see.',
    query: z.object({ ...page, search: z.string().optional() }),
    response: list(projectItem),
  }),
  create: op({
    id: 'projects.create',
    method: 'POST',
    path: '/api/lw/projects',
    rights: { type: 'organisation', role: 'manager' },
    tag,
    doc: 'Make a project. Without a target, its labels go to branch master of a repo named after it; without a config or a template it has none yet.',
    body: z.object({
      title: z.string().trim().min(3).max(50),
      description: z.string().max(10_000).default(''),
      config: z.string().max(2_000_000).optional(),
      template: z.string().max(100).optional(),
      instructions: z.string().max(1_000_000).default(''),
      source: sourceBody.optional(),
      target: z.object({ repo: name, branch: name.default('master') }).optional(),
    }),
    response: projectView,
    status: 201,
  }),
  sample: op({
    id: 'projects.sample',
    method: 'POST',
    path: '/api/lw/samples/{name}',
    rights: { type: 'organisation', role: 'manager' },
    tag,
    doc: 'Make a sample project (`mail`: 400 messages, spam or not; `digits`: 300 pages with handwritten digits) with its repos, or answer the one there is.',
    params: z.object({ name: z.enum(['mail', 'digits']) }),
    response: projectView,
    status: 201,
  }),
  templates: op({
    id: 'templates.list',
    method: 'GET',
    path: '/api/lw/templates',
    rights: { type: 'account' },
    tag,
    doc: 'Ready-made labeling configs, each with the data of a task to try it on.',
    response: list(
      z.object({
        id: z.string(),
        title: z.string(),
        group: z.string(),
        description: z.string(),
        config: z.string(),
        /** Data of one task, for a preview without network. */
        sampleData: z.record(z.string(), json),
      }),
    ),
  }),
  checkConfig: op({
    id: 'templates.check',
    method: 'POST',
    path: '/api/lw/configs/check',
    rights: { type: 'account' },
    tag,
    doc: 'Read a labeling config and say what is wrong with it, by line and column.',
    body: z.object({ config: z.string().max(2_000_000) }),
    response: z.object({
      ok: z.boolean(),
      problems: z.array(
        z.object({ line: z.number(), column: z.number(), reason: z.string(), fatal: z.boolean() }),
      ),
    }),
  }),
  get: op({
    id: 'projects.get',
    method: 'GET',
    path: '/api/lw/projects/{id}',
    rights: projectRole('annotator'),
    tag,
    doc: 'One project.',
    params: projectParams,
    response: projectView,
  }),
  update: op({
    id: 'projects.update',
    method: 'PATCH',
    path: '/api/lw/projects/{id}',
    rights: projectRole('manager'),
    tag,
    doc: 'Change a project’s settings.',
    params: projectParams,
    body: z.object({
      title: z.string().trim().min(3).max(50).optional(),
      description: z.string().max(10_000).optional(),
      config: z.string().max(2_000_000).optional(),
      instructions: z.string().max(1_000_000).optional(),
      showInstructions: z.boolean().optional(),
      color: z
        .string()
        .regex(/^#[0-9a-fA-F]{6}$/)
        .optional(),
    }),
    response: projectView,
  }),
  remove: op({
    id: 'projects.remove',
    method: 'DELETE',
    path: '/api/lw/projects/{id}',
    rights: projectRole('manager'),
    tag,
    doc: 'Delete a project; its label repo and all committed labels stay.',
    params: projectParams,
  }),
  members: op({
    id: 'projects.members',
    method: 'GET',
    path: '/api/lw/projects/{id}/members',
    rights: projectRole('manager'),
    tag,
    doc: 'Who works here by membership of the project.',
    params: projectParams,
    response: list(z.object({ id, email: z.string(), name: z.string(), role })),
  }),
  setMember: op({
    id: 'projects.setMember',
    method: 'PUT',
    path: '/api/lw/projects/{id}/members/{account}',
    rights: projectRole('manager'),
    tag,
    doc: 'Let a member of the organisation work here.',
    params: z.object({ id, account: id }),
    body: z.object({ role: z.enum(['manager', 'reviewer', 'annotator']) }),
  }),
  removeMember: op({
    id: 'projects.removeMember',
    method: 'DELETE',
    path: '/api/lw/projects/{id}/members/{account}',
    rights: projectRole('manager'),
    tag,
    doc: 'Take a member out of the project.',
    params: z.object({ id, account: id }),
  }),

  addSource: op({
    id: 'sources.create',
    method: 'POST',
    path: '/api/lw/projects/{id}/sources',
    rights: projectRole('manager'),
    tag,
    doc: 'Take tasks from the files of a branch that match a glob.',
    params: projectParams,
    body: sourceBody,
    response: source,
    status: 201,
  }),
  updateSource: op({
    id: 'sources.update',
    method: 'PATCH',
    path: '/api/lw/projects/{id}/sources/{source}',
    rights: projectRole('manager'),
    tag,
    doc: 'Change a source; changing the import method makes its tasks anew at the next sync.',
    params: z.object({ id, source: id }),
    body: sourcePatch,
    response: source,
  }),
  removeSource: op({
    id: 'sources.remove',
    method: 'DELETE',
    path: '/api/lw/projects/{id}/sources/{source}',
    rights: projectRole('manager'),
    tag,
    doc: 'Stop taking tasks from there; the tasks stay.',
    params: z.object({ id, source: id }),
  }),
  previewSource: op({
    id: 'sources.preview',
    method: 'POST',
    path: '/api/lw/sources/preview',
    rights: { type: 'organisation', role: 'manager' },
    tag,
    doc: 'What a source would bring: the import method judged by content, and the first tasks.',
    body: sourceBody,
    response: z.object({
      importMethod,
      reason: z.string(),
      files: z.number(),
      tasks: z.array(z.record(z.string(), json)),
    }),
  }),
  sync: op({
    id: 'projects.sync',
    method: 'POST',
    path: '/api/projects/{id}/sync',
    rights: projectRole('manager'),
    tag,
    doc: 'Read the sources now.',
    params: projectParams,
    response: z.object({
      added: z.number(),
      changed: z.number(),
      retired: z.number(),
      unchanged: z.number(),
      errors: z.array(z.object({ path: z.string(), detail: z.string() })),
    }),
  }),
  import: op({
    id: 'projects.import',
    method: 'POST',
    path: '/api/lw/projects/{id}/import',
    rights: projectRole('manager'),
    tag,
    doc: 'Import tasks with their annotations and predictions: Label Studio JSON, a list of plain data, JSON Lines, CSV, or TXT with a task a line. As multipart/form-data any number of such files together with pictures and recordings, each of which belongs to the rows after it that name it, and else is a task; `texts`: whether a TXT holds a task a line, or is one. All or nothing. `undo` names the act for `projects.undo`, which deletes all of it.',
    params: projectParams,
    query: z.object({ filename: z.string().optional(), texts: z.enum(['lines', 'files']).default('lines') }),
    body: 'stream',
    maxBytes: 4 * 1024 * 1024 * 1024,
    response: z.object({
      tasks: z.number(),
      annotations: z.number(),
      predictions: z.number(),
      undo: id.nullable(),
    }),
    status: 201,
  }),

  media: op({
    id: 'projects.media',
    method: 'GET',
    path: '/api/lw/projects/{id}/media/{sha256}/{name}',
    rights: projectRole('annotator'),
    tag,
    doc: 'The bytes of a file that a task of this project shows, by their hash (Range).',
    params: z.object({ id, sha256: z.string().regex(/^[0-9a-f]{64}$/), name: z.string().min(1).max(1024) }),
    response: 'stream',
  }),
} as const;

/** Projects: their settings and sources, their tasks, their labels as commits. */
export const projectOperations = {
  ...settingOperations,
  ...exportOperations,
  ...configOperations,
  ...taskOperations,
  ...labelOperations,
  ...versionOperations,
  ...workOperations,
  ...reviewOperations,
} as const;
