import type { labelStudioStorages } from '../../../shared/contract/label-studio-storages.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { projectOfBranch } from '../../projects/project-of-branch.ts';
import { requireProject } from '../../projects/require-project.ts';
import { retargetProject } from '../../projects/retarget-project.ts';
import { projectOfRow } from '../../projects/rows/project-of-row.ts';
import { addSource, requireSource, type SourceBody } from '../../projects/sources/add-source.ts';
import { previewSource } from '../../projects/sources/preview-source.ts';
import { removeSource } from '../../projects/sources/remove-source.ts';
import { syncProject } from '../../projects/sources/sync-project.ts';
import { updateSource } from '../../projects/sources/update-source.ts';
import { commitLabels } from '../../projects/labels/commit-labels.ts';
import type { Actor } from '../../actor.ts';
import type { Server } from '../../server.ts';
import type { Handlers } from '../api/handlers.ts';
import { sourceStorage, sourceStorages, targetStorage } from './storage-view.ts';

const types = [{ name: 'repo', title: 'Labelwright repo' }];

type Given = {
  readonly title?: string | null | undefined;
  readonly description?: string | null | undefined;
  readonly repo?: string | undefined;
  readonly branch?: string | undefined;
  readonly glob?: string | undefined;
  readonly prefix?: string | undefined;
  readonly use_blob_urls?: boolean | undefined;
  readonly changed?: SourceBody['changed'] | undefined;
};

const sourceBody = (given: Given): Partial<SourceBody> => {
  const { title, description, repo, branch, glob, prefix, use_blob_urls: asFiles, changed } = given;
  const below = prefix === undefined ? undefined : globBelow(prefix);
  const pattern = glob ?? below;
  return {
    ...(typeof title === 'string' ? { title } : {}),
    ...(typeof description === 'string' ? { settings: { description } } : {}),
    ...(repo === undefined ? {} : { repo }),
    ...(branch === undefined ? {} : { branch }),
    ...(pattern === undefined ? {} : { glob: pattern }),
    ...(asFiles === undefined ? {} : { importMethod: asFiles ? 'files' : 'tasks' }),
    ...(changed === undefined ? {} : { changed }),
  };
};

/** All below a folder. A prefix is plain text, so what a glob reads otherwise is refused. */
const globBelow = (prefix: string): string => {
  if (/[*?[\]{}\\!]/.test(prefix))
    throw new AppError('request.invalid', { reason: `prefix ${prefix} holds signs of a pattern; give glob` });
  const folder = prefix.replace(/^\/+|\/+$/g, '');
  return folder === '' ? '**' : `${folder}/**`;
};

const seenSource = async (server: Server, actor: Actor, id: string) => {
  const project = await projectOfRow(server, actor, 'project_source', id);
  await requireProject(server, actor, project, 'manager');
  return requireSource(server, project, id);
};

const listSources = async (server: Server, actor: Actor, id: number) =>
  sourceStorages(server, (await requireProject(server, actor, id, 'manager')).id);

const seenTarget = async (server: Server, actor: Actor, id: string | number) =>
  targetStorage(server, await requireProject(server, actor, id, 'manager'));

export const storageHandlers: Handlers<typeof labelStudioStorages> = {
  async storages({ server, actor, query }) {
    return listSources(server, actor, query.project);
  },
  async storageTypes() {
    return types;
  },
  async exportStorages({ server, actor, query }) {
    return [await seenTarget(server, actor, query.project)];
  },
  async exportStorageTypes() {
    return types;
  },

  async sources({ server, actor, query }) {
    return listSources(server, actor, query.project);
  },
  async createSource({ server, actor, body }) {
    const { repo, branch, project } = body;
    const made = await addSource(server, actor, { id: project, body: { ...sourceBody(body), repo, branch } });
    return sourceStorage(await seenSource(server, actor, made.id));
  },
  async validateSource({ server, actor, body }) {
    await requireProject(server, actor, body.project, 'manager');
    const { repo, branch } = body;
    const { files, importMethod } = await previewSource(server, actor, { ...sourceBody(body), repo, branch });
    return { files, use_blob_urls: importMethod === 'files' };
  },
  async source({ server, actor, params }) {
    return sourceStorage(await seenSource(server, actor, params.id));
  },
  async updateSource({ server, actor, params, body }) {
    const row = await seenSource(server, actor, params.id);
    if (body.project !== undefined && body.project !== row.project)
      throw new AppError('request.invalid', { reason: 'a storage stays with its project' });
    await updateSource(server, actor, { id: row.project, source: row.id, body: sourceBody(body) });
    return sourceStorage(await seenSource(server, actor, params.id));
  },
  async removeSource({ server, actor, params }) {
    const row = await seenSource(server, actor, params.id);
    await removeSource(server, actor, { id: row.project, source: row.id });
  },
  async syncSource({ server, actor, params }) {
    const row = await seenSource(server, actor, params.id);
    await syncProject(server, actor, { id: row.project });
    return sourceStorage(await seenSource(server, actor, params.id));
  },

  async targets({ server, actor, query }) {
    return [await seenTarget(server, actor, query.project)];
  },
  async createTarget({ server, actor, body }) {
    await retargetProject(server, actor, { id: body.project, repo: body.repo, branch: body.branch });
    return seenTarget(server, actor, body.project);
  },
  async validateTarget({ server, actor, body }) {
    const project = await requireProject(server, actor, body.project, 'manager');
    const { repo, branch } = body;
    const holder = await projectOfBranch(server, { organisation: actor.organisation, repo, branch });
    if (holder && holder.id !== String(project.id))
      throw new AppError('project.branch_taken', { repo, branch, project: `${holder.id} (${holder.title})` });
    return { repo, branch };
  },
  async target({ server, actor, params }) {
    return seenTarget(server, actor, params.id);
  },
  async syncTarget({ server, actor, params }) {
    await commitLabels(server, actor, { id: params.id });
    return seenTarget(server, actor, params.id);
  },
};
