import type { labelStudioProjects, ProjectSettings } from '../../../shared/contract/label-studio-projects.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { createProject } from '../../projects/create-project.ts';
import { createPredictions } from '../../projects/predictions/create-predictions.ts';
import { removeProject } from '../../projects/remove-project.ts';
import { numberOf, requireProject } from '../../projects/require-project.ts';
import { projectPage } from '../../projects/rows/project-page.ts';
import { nextTaskId } from '../../projects/tasks/next-task.ts';
import { updateProject } from '../../projects/update-project.ts';
import type { Handlers } from '../api/handlers.ts';
import { checkConfig, differsInEssence } from './check-config.ts';
import { pageLinks } from './page-links.ts';
import { projectViewOf, projectViews } from './project-view.ts';
import { taskAnswer } from './task-handlers.ts';

type Names =
  | 'projects'
  | 'createProject'
  | 'validateConfig'
  | 'project'
  | 'updateProject'
  | 'removeProject'
  | 'validateProjectConfig'
  | 'next'
  | 'importPredictions';

type Settings = ProjectSettings & {
  readonly title?: string | undefined;
  readonly description?: string | null | undefined;
  readonly label_config?: string | null | undefined;
  readonly expert_instruction?: string | null | undefined;
  readonly show_instruction?: boolean | undefined;
  readonly color?: string | null | undefined;
};

/** Label Studio's names as ours; what has no meaning here is kept as a setting. */
const fieldsOf = (body: Settings) => {
  const { title, show_instruction, ...others } = body;
  const { description, label_config, expert_instruction, color, ...settings } = others;
  const texts = { description, config: label_config, instructions: expert_instruction, color };
  if (label_config) checkConfig(label_config);
  return {
    ...(title === undefined ? {} : { title }),
    ...withoutNulls(texts),
    ...(show_instruction === undefined ? {} : { showInstructions: show_instruction }),
    ...(Object.keys(settings).length === 0 ? {} : { settings }),
  };
};

/** Label Studio's clients send null where they mean nothing. */
const withoutNulls = <Name extends string>(
  texts: Readonly<Record<Name, string | null | undefined>>,
): Partial<Record<Name, string>> =>
  Object.fromEntries(Object.entries(texts).filter(([, text]) => typeof text === 'string')) as Partial<
    Record<Name, string>
  >;

export const projectHandlers: Pick<Handlers<typeof labelStudioProjects>, Names> = {
  async projects({ server, actor, query, origin }) {
    const size = Math.min(query.page_size, 100);
    const ids = query.ids?.split(',').flatMap((id) => numberOf(id.trim()) ?? []);
    const title = query.title ?? query.search;
    const { page } = query;
    const found = await projectPage(server, actor, { offset: (page - 1) * size, limit: size, ids, title });
    const kept = { ids: query.ids, title };
    return {
      count: found.count,
      ...pageLinks({ origin, path: '/api/projects/', query: kept, page, size, count: found.count }),
      results: await projectViews(server, actor, found.rows),
    };
  },
  async createProject({ server, actor, body }) {
    const { showInstructions, ...fields } = fieldsOf(body);
    const { id } = await createProject(server, actor, { ...fields, title: body.title });
    if (showInstructions !== undefined) await updateProject(server, actor, { id, showInstructions });
    return projectViewOf(server, actor, await requireProject(server, actor, id, 'manager'));
  },
  async validateConfig({ body }) {
    checkConfig(body.label_config);
  },
  async project({ server, actor, params }) {
    return projectViewOf(server, actor, await requireProject(server, actor, params.id, 'annotator'));
  },
  async updateProject({ server, actor, params, body }) {
    await updateProject(server, actor, { id: params.id, ...fieldsOf(body) });
    return projectViewOf(server, actor, await requireProject(server, actor, params.id, 'manager'));
  },
  async removeProject({ server, actor, params }) {
    await removeProject(server, actor, { id: params.id });
  },
  async validateProjectConfig({ server, actor, params, body }) {
    const project = await requireProject(server, actor, params.id, 'manager');
    checkConfig(body.label_config);
    return {
      label_config: body.label_config,
      config_essential_data_has_changed: differsInEssence(body.label_config, project.config),
    };
  },
  async next({ server, actor, params }) {
    const id = await nextTaskId(server, actor, { id: params.id });
    if (id === null) throw new AppError('task.none_left');
    const project = await requireProject(server, actor, params.id, 'annotator');
    return { ...(await taskAnswer(server, actor, project.id, id)), queue: 'Sequential sampling' };
  },
  async importPredictions({ server, actor, params, body }) {
    const ids = await createPredictions(server, actor, {
      id: params.id,
      predictions: body.map(({ task, result, score, model_version }) => ({
        task,
        result,
        score: score ?? null,
        modelVersion: model_version ?? null,
      })),
    });
    return { created: ids.length };
  },
};
