import { exportFormats } from '../../../formats/export-formats.ts';
import type { labelStudioProjects } from '../../../shared/contract/label-studio-projects.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { numberOf, requireProject } from '../../projects/require-project.ts';
import { firstObject } from '../../projects/sources/read-rows.ts';
import { configOf } from '../../projects/tasks/check-result.ts';
import { exportLabels } from '../../projects/exports/export-labels.ts';
import { importItems } from '../../projects/tasks/import-items.ts';
import type { Handlers } from '../api/handlers.ts';
import { type ImportSummary, readImport } from './read-import.ts';

type Names = 'importTasks' | 'export' | 'exportFormats';

/** The integers of `ids=1,2&ids=3`; undefined where none are asked for. */
const idsOf = (...given: readonly (string | readonly string[] | undefined)[]): number[] | undefined => {
  const texts = given.flat().flatMap((text) => text?.split(',') ?? []);
  return texts.length === 0 ? undefined : texts.flatMap((text) => numberOf(text.trim()) ?? []);
};

export const importExportHandlers: Pick<Handlers<typeof labelStudioProjects>, Names> = {
  async importTasks({ server, actor, params, query, body, headers }) {
    if (!query.commit_to_project)
      throw new AppError('request.invalid', {
        reason:
          'an import without commit_to_project is not taken here; send it when the tasks are to be there',
      });
    const project = await requireProject(server, actor, params.id, 'manager');
    const begun = server.clock();
    const summary: ImportSummary = { formats: new Set(), columns: new Set(), couldBeTasksList: false };
    const request = {
      body,
      contentType: headers.get('content-type'),
      predictionFields: query.preannotated_from_fields ?? [],
      textKey: firstObject(project.config).key,
    };
    const done = await importItems(server, actor, {
      id: project.id,
      items: readImport(request, summary),
      strangers: 'refuse',
    });
    return {
      task_count: done.tasks,
      annotation_count: done.annotations,
      prediction_count: done.predictions,
      // the SDK's types call it so
      predictions_count: done.predictions,
      duration: (server.clock() - begun) / 1000,
      file_upload_ids: [],
      could_be_tasks_list: summary.couldBeTasksList,
      found_formats: [...summary.formats],
      data_columns: [...summary.columns],
      ...(query.return_task_ids ? { task_ids: [...done.ids] } : {}),
    };
  },
  async export({ server, actor, params, query }) {
    const ids = idsOf(query.ids, query['ids[]']);
    return exportLabels(server, actor, {
      id: params.id,
      format: query.exportType ?? query.export_type ?? 'JSON',
      all: query.download_all_tasks,
      completedBy: 'number',
      ...(ids === undefined ? {} : { ids }),
    });
  },
  async exportFormats({ server, actor, params }) {
    const project = await requireProject(server, actor, params.id, 'reviewer');
    const config = configOf(project.config.trim() === '' ? '<View></View>' : project.config);
    return exportFormats
      .filter((format) => format.whyNot(config) === null)
      .map(({ name, title, description }) => ({ name, title, description, disabled: false }));
  },
};
