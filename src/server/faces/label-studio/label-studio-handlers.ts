import type { labelStudioOperations } from '../../../shared/contract/label-studio.ts';
import type { Handlers } from '../api/handlers.ts';
import { accountHandlers } from './account-handlers.ts';
import { annotationHandlers } from './annotation-handlers.ts';
import { draftHandlers } from './draft-handlers.ts';
import { importExportHandlers } from './import-export-handlers.ts';
import { predictionHandlers } from './prediction-handlers.ts';
import { projectHandlers } from './project-handlers.ts';
import { storageHandlers } from './storage-handlers.ts';
import { taskHandlers } from './task-handlers.ts';

/** Label Studio's REST API: it only translates to the use cases of projects and accounts. */
export const labelStudioHandlers: Handlers<typeof labelStudioOperations> = {
  ...accountHandlers,
  ...projectHandlers,
  ...importExportHandlers,
  ...taskHandlers,
  ...annotationHandlers,
  ...draftHandlers,
  ...predictionHandlers,
  ...storageHandlers,
};
