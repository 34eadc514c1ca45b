import { accountOperations } from './accounts.ts';
import { labelStudioOperations } from './label-studio.ts';
import { pipelineOperations } from './pipelines.ts';
import { projectOperations } from './projects.ts';
import { repoOperations } from './repos.ts';
import { systemOperations } from './system.ts';
import { webhookOperations } from './webhooks.ts';

/** Every operation of the API, by group. Server, client, command line, docs and tests are made from this. */
export const contract = {
  accounts: accountOperations,
  repos: repoOperations,
  projects: projectOperations,
  pipelines: pipelineOperations,
  system: systemOperations,
  webhooks: webhookOperations,
  labelStudio: labelStudioOperations,
} as const;
