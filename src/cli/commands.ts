import type { CliCommand } from './command.ts';
import { authLogin } from './commands/auth-login.ts';
import { authWhoami } from './commands/auth-whoami.ts';
import { backup } from './commands/backup.ts';
import { blame } from './commands/blame.ts';
import { commitBranch } from './commands/commit-branch.ts';
import { commitLabels } from './commands/commit-labels.ts';
import { copyFile } from './commands/copy-file.ts';
import { createBranch } from './commands/create-branch.ts';
import { createProject } from './commands/create-project.ts';
import { createRepo } from './commands/create-repo.ts';
import { createTag } from './commands/create-tag.ts';
import { deleteBranch } from './commands/delete-branch.ts';
import { deleteFile } from './commands/delete-file.ts';
import { deleteProject } from './commands/delete-project.ts';
import { deleteRepo } from './commands/delete-repo.ts';
import { deleteTag } from './commands/delete-tag.ts';
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
import { listBranch } from './commands/list-branch.ts';
import { listCommit } from './commands/list-commit.ts';
import { listFile } from './commands/list-file.ts';
import { listProject } from './commands/list-project.ts';
import { listRepo } from './commands/list-repo.ts';
import { listTag } from './commands/list-tag.ts';
import { pendingProject } from './commands/pending-project.ts';
import { putFile } from './commands/put-file.ts';
import { resetPassword } from './commands/reset-password.ts';
import { restoreBackup } from './commands/restore-backup.ts';
import { restoreBranch } from './commands/restore-branch.ts';
import { restoreProject } from './commands/restore-project.ts';
import { startCommit } from './commands/start-commit.ts';
import { status } from './commands/status.ts';
import { syncProject } from './commands/sync-project.ts';
import { updateBranch } from './commands/update-branch.ts';
import { version } from './commands/version.ts';
import { waitCommit } from './commands/wait-commit.ts';

/** Every command; to add one, write its file and name it here. */
export const commands: readonly CliCommand[] = [
  authLogin,
  authWhoami,
  backup,
  blame,
  commitBranch,
  commitLabels,
  copyFile,
  createBranch,
  createProject,
  createRepo,
  createTag,
  deleteBranch,
  deleteFile,
  deleteProject,
  deleteRepo,
  deleteTag,
  diffFile,
  diffLabels,
  exportLabels,
  finishCommit,
  fsck,
  getFile,
  globFile,
  importTasks,
  inspectBranch,
  inspectCommit,
  inspectFile,
  inspectProject,
  inspectRepo,
  listBranch,
  listCommit,
  listFile,
  listProject,
  listRepo,
  listTag,
  pendingProject,
  putFile,
  resetPassword,
  restoreBackup,
  restoreBranch,
  restoreProject,
  startCommit,
  status,
  syncProject,
  updateBranch,
  version,
  waitCommit,
];
