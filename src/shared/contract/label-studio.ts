import { labelStudioAccounts } from './label-studio-accounts.ts';
import { labelStudioAnnotations } from './label-studio-annotations.ts';
import { labelStudioProjects } from './label-studio-projects.ts';
import { labelStudioStorages } from './label-studio-storages.ts';
import { labelStudioTasks } from './label-studio-tasks.ts';

/** Label Studio's REST API as its SDK expects it: integers, its pages, its errors. */
export const labelStudioOperations = {
  ...labelStudioAccounts,
  ...labelStudioProjects,
  ...labelStudioTasks,
  ...labelStudioAnnotations,
  ...labelStudioStorages,
} as const;
