import type { CliCommand } from './command.ts';
import { assignTask } from './commands/assign-task.ts';
import { authLogin } from './commands/auth-login.ts';
import { authWhoami } from './commands/auth-whoami.ts';
import { backup } from './commands/backup.ts';
import { blame } from './commands/blame.ts';
import { checkConfig } from './commands/check-config.ts';
import { commitBranch } from './commands/commit-branch.ts';
import { commitLabels } from './commands/commit-labels.ts';
import { copyFile } from './commands/copy-file.ts';
import { createBranch } from './commands/create-branch.ts';
import { createComment } from './commands/create-comment.ts';
import { createInvitation } from './commands/create-invitation.ts';
import { createKey } from './commands/create-key.ts';
import { createProject } from './commands/create-project.ts';
import { createRepo } from './commands/create-repo.ts';
import { createSample } from './commands/create-sample.ts';
import { createSource } from './commands/create-source.ts';
import { createTag } from './commands/create-tag.ts';
import { createWebhook } from './commands/create-webhook.ts';
import { deleteBranch } from './commands/delete-branch.ts';
import { deleteFile } from './commands/delete-file.ts';
import { deleteInvitation } from './commands/delete-invitation.ts';
import { deleteKey } from './commands/delete-key.ts';
import { deleteMember } from './commands/delete-member.ts';
import { deleteProject } from './commands/delete-project.ts';
import { deleteRepo } from './commands/delete-repo.ts';
import { deleteSource } from './commands/delete-source.ts';
import { deleteTag } from './commands/delete-tag.ts';
import { deleteTask } from './commands/delete-task.ts';
import { deleteWebhook } from './commands/delete-webhook.ts';
import { diffFile } from './commands/diff-file.ts';
import { diffLabels } from './commands/diff-labels.ts';
import { exportLabels } from './commands/export.ts';
import { finishCommit } from './commands/finish-commit.ts';
import { fsck } from './commands/fsck.ts';
import { getFile } from './commands/get-file.ts';
import { globFile } from './commands/glob-file.ts';
import { importTasks } from './commands/import.ts';
import { inspectBranch } from './commands/inspect-branch.ts';
import { inspectCommit } from './commands/inspect-commit.ts';
import { inspectFile } from './commands/inspect-file.ts';
import { inspectProject } from './commands/inspect-project.ts';
import { inspectRepo } from './commands/inspect-repo.ts';
import { inspectRun } from './commands/inspect-run.ts';
import { inspectSuggestions } from './commands/inspect-suggestions.ts';
import { inspectTask } from './commands/inspect-task.ts';
import { inspectWebhook } from './commands/inspect-webhook.ts';
import { inspectWork } from './commands/inspect-work.ts';
import { listAudit } from './commands/list-audit.ts';
import { listBranch } from './commands/list-branch.ts';
import { listComment } from './commands/list-comment.ts';
import { listCommit } from './commands/list-commit.ts';
import { listConflict } from './commands/list-conflict.ts';
import { listDelivery } from './commands/list-delivery.ts';
import { listFile } from './commands/list-file.ts';
import { listFormat } from './commands/list-format.ts';
import { listInvitation } from './commands/list-invitation.ts';
import { listKey } from './commands/list-key.ts';
import { listMember } from './commands/list-member.ts';
import { listProject } from './commands/list-project.ts';
import { listProvenance } from './commands/list-provenance.ts';
import { listRepo } from './commands/list-repo.ts';
import { listRun } from './commands/list-run.ts';
import { listSource } from './commands/list-source.ts';
import { listTag } from './commands/list-tag.ts';
import { listTask } from './commands/list-task.ts';
import { listTemplate } from './commands/list-template.ts';
import { listWebhook } from './commands/list-webhook.ts';
import { mergeLabels } from './commands/merge-labels.ts';
import { pendingProject } from './commands/pending-project.ts';
import { putFile } from './commands/put-file.ts';
import { resetPassword } from './commands/reset-password.ts';
import { restoreBackup } from './commands/restore-backup.ts';
import { restoreBranch } from './commands/restore-branch.ts';
import { restoreProject } from './commands/restore-project.ts';
import { restoreTask } from './commands/restore-task.ts';
import { retryDelivery } from './commands/retry-delivery.ts';
import { revertLabels } from './commands/revert-labels.ts';
import { reviewAnnotation } from './commands/review-annotation.ts';
import { reviewTask } from './commands/review-task.ts';
import { rotateKey } from './commands/rotate-key.ts';
import { rotateWebhook } from './commands/rotate-webhook.ts';
import { runSuggestions } from './commands/run-suggestions.ts';
import { settleComment } from './commands/settle-comment.ts';
import { settleConflict } from './commands/settle-conflict.ts';
import { startCommit } from './commands/start-commit.ts';
import { status } from './commands/status.ts';
import { stopRun } from './commands/stop-run.ts';
import { stopWork } from './commands/stop-work.ts';
import { syncProject } from './commands/sync-project.ts';
import { testWebhook } from './commands/test-webhook.ts';
import { undoAct } from './commands/undo-act.ts';
import { updateBranch } from './commands/update-branch.ts';
import { updateMember } from './commands/update-member.ts';
import { updateProject } from './commands/update-project.ts';
import { updateRepo } from './commands/update-repo.ts';
import { updateSource } from './commands/update-source.ts';
import { updateSuggestions } from './commands/update-suggestions.ts';
import { updateWebhook } from './commands/update-webhook.ts';
import { version } from './commands/version.ts';
import { waitCommit } from './commands/wait-commit.ts';

export type CommandGroup = { readonly title: string; readonly commands: readonly CliCommand[] };

/** Every command, by what it is about; to add one, write its file and name it here. */
export const commandGroups: readonly CommandGroup[] = [
  {
    title: 'Server and account',
    commands: [version, status, authLogin, authWhoami, listKey, createKey, rotateKey, deleteKey],
  },
  {
    title: 'People',
    commands: [listMember, updateMember, deleteMember, listInvitation, createInvitation, deleteInvitation],
  },
  {
    title: 'Repos, branches, tags',
    commands: [
      createRepo,
      inspectRepo,
      listRepo,
      updateRepo,
      deleteRepo,
      createBranch,
      inspectBranch,
      listBranch,
      updateBranch,
      deleteBranch,
      createTag,
      listTag,
      deleteTag,
    ],
  },
  {
    title: 'Files',
    commands: [putFile, getFile, listFile, inspectFile, globFile, copyFile, deleteFile, diffFile],
  },
  {
    title: 'Commits',
    commands: [
      commitBranch,
      startCommit,
      finishCommit,
      waitCommit,
      inspectCommit,
      listCommit,
      restoreBranch,
      blame,
    ],
  },
  {
    title: 'Projects',
    commands: [
      createProject,
      createSample,
      listTemplate,
      checkConfig,
      inspectProject,
      listProject,
      updateProject,
      deleteProject,
      listSource,
      createSource,
      updateSource,
      deleteSource,
      syncProject,
      importTasks,
      listFormat,
      exportLabels,
      listAudit,
      undoAct,
    ],
  },
  {
    title: 'Tasks and review',
    commands: [
      listTask,
      inspectTask,
      assignTask,
      deleteTask,
      restoreTask,
      reviewTask,
      reviewAnnotation,
      listComment,
      createComment,
      settleComment,
    ],
  },
  {
    title: 'Labels',
    commands: [
      pendingProject,
      commitLabels,
      diffLabels,
      restoreProject,
      revertLabels,
      mergeLabels,
      listConflict,
      settleConflict,
      inspectWork,
      stopWork,
    ],
  },
  {
    title: 'Suggestions',
    commands: [
      inspectSuggestions,
      updateSuggestions,
      runSuggestions,
      listRun,
      inspectRun,
      stopRun,
      listProvenance,
    ],
  },
  {
    title: 'Webhooks',
    commands: [
      createWebhook,
      inspectWebhook,
      listWebhook,
      updateWebhook,
      deleteWebhook,
      rotateWebhook,
      testWebhook,
      listDelivery,
      retryDelivery,
    ],
  },
  { title: 'Data folder (no server needed)', commands: [backup, restoreBackup, fsck, resetPassword] },
];

export const commands: readonly CliCommand[] = commandGroups.flatMap((group) => group.commands);
