import { accountOperations } from '../shared/contract/accounts.ts';
import { pipelineOperations } from '../shared/contract/pipelines.ts';
import { projectOperations } from '../shared/contract/projects.ts';
import { labelStudioOperations } from '../shared/contract/label-studio.ts';
import { repoOperations } from '../shared/contract/repos.ts';
import { systemOperations } from '../shared/contract/system.ts';
import { webhookOperations } from '../shared/contract/webhooks.ts';
import { accountHandlers } from './faces/api/account-handlers.ts';
import { type BoundOperation, bindGroup } from './faces/api/bind.ts';
import { pipelineHandlers } from './faces/api/pipeline-handlers.ts';
import { projectHandlers } from './faces/api/project-handlers.ts';
import { repoHandlers } from './faces/api/repo-handlers.ts';
import { labelStudioHandlers } from './faces/label-studio/label-studio-handlers.ts';
import { systemHandlers } from './faces/api/system-handlers.ts';
import { webhookHandlers } from './faces/api/webhook-handlers.ts';

/** Every operation that the API answers. A group joins here with its handlers. */
export const boundOperations: readonly BoundOperation[] = [
  ...bindGroup(accountOperations, accountHandlers),
  ...bindGroup(repoOperations, repoHandlers),
  ...bindGroup(projectOperations, projectHandlers),
  ...bindGroup(pipelineOperations, pipelineHandlers),
  ...bindGroup(systemOperations, systemHandlers),
  ...bindGroup(webhookOperations, webhookHandlers),
  ...bindGroup(labelStudioOperations, labelStudioHandlers),
];
