import * as z from 'zod';
import { name } from './fields.ts';
import { byOwner, count, idParams, ls, lsId, lsTime } from './label-studio-fields.ts';
import { changedPolicy } from './projects.ts';

const storage = z.looseObject({
  id: count,
  type: z.string(),
  title: z.string(),
  description: z.string(),
  project: count,
  repo: z.string(),
  branch: z.string(),
  status: z.enum(['initialized', 'queued', 'in_progress', 'failed', 'completed', 'completed_with_errors']),
  last_sync: lsTime.nullable(),
  last_sync_count: count.nullable(),
  traceback: z.string().nullable(),
  synchronizable: z.boolean(),
  created_at: lsTime,
});
export type LsStorage = z.infer<typeof storage>;
const storageType = z.array(z.object({ name: z.string(), title: z.string() }));
const ofProject = z.object({ project: lsId });

const common = {
  title: z.string().max(256).nullish(),
  description: z.string().max(10_000).nullish(),
};
const sourceBody = z.object({
  ...common,
  project: lsId,
  repo: name,
  branch: name.default('master'),
  /** What of the branch: a glob, or a prefix that stands for all below it. */
  glob: z.string().max(1024).optional(),
  prefix: z.string().max(1024).optional(),
  /** true: each file is a task. false: files hold tasks. Left out: judged by content. */
  use_blob_urls: z.boolean().optional(),
  changed: changedPolicy.optional(),
});
const targetBody = z.object({ ...common, project: lsId, repo: name, branch: name.default('master') });

export const labelStudioStorages = {
  storages: ls({
    id: 'ls.storages.list',
    method: 'GET',
    path: '/api/storages',
    rights: byOwner,
    doc: 'The source storages of a project.',
    query: ofProject,
    response: z.array(storage),
  }),
  storageTypes: ls({
    id: 'ls.storages.types',
    method: 'GET',
    path: '/api/storages/types',
    rights: { type: 'account' },
    doc: 'The types of source storages.',
    response: storageType,
  }),
  exportStorages: ls({
    id: 'ls.storages.export.list',
    method: 'GET',
    path: '/api/storages/export',
    rights: byOwner,
    doc: 'The target storages of a project: its label branch.',
    query: ofProject,
    response: z.array(storage),
  }),
  exportStorageTypes: ls({
    id: 'ls.storages.export.types',
    method: 'GET',
    path: '/api/storages/export/types',
    rights: { type: 'account' },
    doc: 'The types of target storages.',
    response: storageType,
  }),
  sources: ls({
    id: 'ls.storages.repo.list',
    method: 'GET',
    path: '/api/storages/repo',
    rights: byOwner,
    doc: 'The source storages of a project.',
    query: ofProject,
    response: z.array(storage),
  }),
  createSource: ls({
    id: 'ls.storages.repo.create',
    method: 'POST',
    path: '/api/storages/repo',
    rights: byOwner,
    doc: 'Take tasks from the files of a branch.',
    body: sourceBody,
    response: storage,
    status: 201,
  }),
  validateSource: ls({
    id: 'ls.storages.repo.validate',
    method: 'POST',
    path: '/api/storages/repo/validate',
    rights: byOwner,
    doc: 'Whether such a source can be read: 200, or the error that says why not.',
    body: sourceBody,
    response: z.looseObject({ files: count }),
  }),
  source: ls({
    id: 'ls.storages.repo.get',
    method: 'GET',
    path: '/api/storages/repo/{id}',
    rights: byOwner,
    doc: 'One source storage.',
    params: idParams,
    response: storage,
  }),
  updateSource: ls({
    id: 'ls.storages.repo.update',
    method: 'PATCH',
    path: '/api/storages/repo/{id}',
    rights: byOwner,
    doc: 'Change a source storage.',
    params: idParams,
    body: sourceBody.partial(),
    response: storage,
  }),
  removeSource: ls({
    id: 'ls.storages.repo.remove',
    method: 'DELETE',
    path: '/api/storages/repo/{id}',
    rights: byOwner,
    doc: 'Stop taking tasks from there; the tasks stay.',
    params: idParams,
  }),
  syncSource: ls({
    id: 'ls.storages.repo.sync',
    method: 'POST',
    path: '/api/storages/repo/{id}/sync',
    rights: byOwner,
    doc: 'Read the project’s sources now.',
    params: idParams,
    response: storage,
  }),
  targets: ls({
    id: 'ls.storages.export.repo.list',
    method: 'GET',
    path: '/api/storages/export/repo',
    rights: byOwner,
    doc: 'The target storage of a project: the branch that holds its labels.',
    query: ofProject,
    response: z.array(storage),
  }),
  createTarget: ls({
    id: 'ls.storages.export.repo.create',
    method: 'POST',
    path: '/api/storages/export/repo',
    rights: byOwner,
    doc: 'Let a project’s labels go to a branch; possible until its first label commit.',
    body: targetBody,
    response: storage,
    status: 201,
  }),
  validateTarget: ls({
    id: 'ls.storages.export.repo.validate',
    method: 'POST',
    path: '/api/storages/export/repo/validate',
    rights: byOwner,
    doc: 'Whether a project’s labels could go to that branch.',
    body: targetBody,
    response: z.looseObject({ repo: z.string(), branch: z.string() }),
  }),
  target: ls({
    id: 'ls.storages.export.repo.get',
    method: 'GET',
    path: '/api/storages/export/repo/{id}',
    rights: byOwner,
    doc: 'One target storage; its id is its project’s.',
    params: idParams,
    response: storage,
  }),
  syncTarget: ls({
    id: 'ls.storages.export.repo.sync',
    method: 'POST',
    path: '/api/storages/export/repo/{id}/sync',
    rights: byOwner,
    doc: 'Commit the labels of the project.',
    params: idParams,
    response: storage,
  }),
} as const;
