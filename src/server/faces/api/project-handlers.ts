import { templates } from '../../../labels/templates/template-registry.ts';
import type { projectOperations } from '../../../shared/contract/projects.ts';
import { changeConfig } from '../../projects/config/change-config.ts';
import { checkConfig } from '../../projects/check-config.ts';
import { createProject } from '../../projects/create-project.ts';
import { getProject } from '../../projects/get-project.ts';
import { listProjects } from '../../projects/list-projects.ts';
import { getMedia } from '../../projects/media/get-media.ts';
import { listProjectMembers, removeProjectMember, setProjectMember } from '../../projects/members.ts';
import { removeProject } from '../../projects/remove-project.ts';
import { makeSample } from '../../projects/samples/make-sample.ts';
import { addSource } from '../../projects/sources/add-source.ts';
import { previewSource } from '../../projects/sources/preview-source.ts';
import { removeSource } from '../../projects/sources/remove-source.ts';
import { syncProject } from '../../projects/sources/sync-project.ts';
import { updateSource } from '../../projects/sources/update-source.ts';
import { exportLabels } from '../../projects/exports/export-labels.ts';
import { exportToRepo } from '../../projects/exports/export-to-repo.ts';
import { listExportFormats } from '../../projects/exports/list-export-formats.ts';
import { importFiles, type ImportFile } from '../../projects/tasks/import-files.ts';
import { importTasks } from '../../projects/tasks/import-tasks.ts';
import { updateProject } from '../../projects/update-project.ts';
import { type Part, readMultipart, boundaryOf } from '../../http/read-multipart.ts';
import type { Handlers } from './handlers.ts';
import { labelHandlers } from './label-handlers.ts';
import { reviewHandlers } from './review-handlers.ts';
import { taskHandlers } from './task-handlers.ts';
import { versionHandlers } from './version-handlers.ts';

type Shown = Awaited<
  ReturnType<Handlers<typeof projectOperations>['templates']>
>['items'][number]['sampleData'];

/** Projects, their members, sources, tasks and labels. */
export const projectHandlers: Handlers<typeof projectOperations> = {
  ...taskHandlers,
  ...labelHandlers,
  ...versionHandlers,
  ...reviewHandlers,
  list: ({ server, actor, query }) => listProjects(server, actor, query),
  create: ({ server, actor, body }) => createProject(server, actor, body),
  sample: ({ server, actor, params }) => makeSample(server, actor, params),
  templates: async () => ({
    items: templates.map((template) => ({ ...template, sampleData: { ...template.sampleData } as Shown })),
  }),
  checkConfig: async ({ body }) => checkConfig(body.config),
  get: ({ server, actor, params }) => getProject(server, actor, params),
  update: ({ server, actor, params, body }) => updateProject(server, actor, { ...body, id: params.id }),
  async remove({ server, actor, params }) {
    await removeProject(server, actor, params);
    return undefined;
  },
  members: ({ server, actor, params }) => listProjectMembers(server, actor, params),
  async setMember({ server, actor, params, body }) {
    await setProjectMember(server, actor, { ...params, role: body.role });
    return undefined;
  },
  async removeMember({ server, actor, params }) {
    await removeProjectMember(server, actor, params);
    return undefined;
  },
  addSource: ({ server, actor, params, body }) => addSource(server, actor, { id: params.id, body }),
  updateSource: ({ server, actor, params, body }) => updateSource(server, actor, { ...params, body }),
  async removeSource({ server, actor, params }) {
    await removeSource(server, actor, params);
    return undefined;
  },
  async previewSource({ server, actor, body }) {
    const preview = await previewSource(server, actor, body);
    return { ...preview, tasks: preview.tasks as Record<string, never>[] };
  },
  sync: ({ server, actor, params }) => syncProject(server, actor, params),
  import({ server, actor, params: { id }, query: { filename, texts }, body, headers }) {
    const boundary = boundaryOf(headers.get('content-type'));
    return boundary === undefined
      ? importTasks(server, actor, { id, body, filename })
      : importFiles(server, actor, { id, files: filesOf(readMultipart(body, boundary)), texts });
  },
  export: ({ server, actor, params, query }) => exportLabels(server, actor, { ...query, id: params.id }),
  async changeConfig({ server, actor, params, body }) {
    const { classes, controls, objects, mapping, items, ...rest } = await changeConfig(server, actor, {
      ...body,
      id: params.id,
    });
    const guess = mapping.map((each) => (each.type === 'merge' ? { ...each, from: [...each.from] } : each));
    return {
      ...rest,
      classes: [...classes],
      controls: [...controls],
      objects: [...objects],
      mapping: guess,
      items: [...items],
    };
  },
  exportFormats: ({ server, actor, params }) => listExportFormats(server, actor, params),
  exportTo: ({ server, actor, params, body }) => exportToRepo(server, actor, { ...body, id: params.id }),
  media: ({ server, actor, params, headers }) => getMedia(server, actor, { ...params, headers }),
};

/** The files of a form, without its plain fields. */
async function* filesOf(parts: AsyncIterable<Part>): AsyncGenerator<ImportFile> {
  for await (const { filename, content } of parts) if (filename !== null) yield { name: filename, content };
}
