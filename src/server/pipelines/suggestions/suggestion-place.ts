import { AppError } from '../../../shared/errors/app-error.ts';
import type { RunContext } from '../../../pipelines/worker.ts';
import { getRepoByUid } from '../../../versions/commands/get-repo-by-uid.ts';
import { getRepo } from '../../../versions/commands/get-repo.ts';
import { readCommit } from '../../../versions/read-commit.ts';
import type { Provenance, Repo } from '../../../versions/version-store.ts';
import { ensureBranch } from '../../projects/ensure-branch.ts';
import { findProject } from '../../projects/require-project.ts';
import type { ProjectRow } from '../../projects/tables.ts';
import type { Server } from '../../server.ts';
import { outputRepo, projectOfSubject } from './suggestion-names.ts';

/** The project that a run works for. Throws project.not_found once it is deleted. */
export const projectOfRun = async (
  server: Server,
  { pipeline }: Pick<RunContext, 'pipeline'>,
): Promise<ProjectRow> => {
  const id = projectOfSubject(pipeline.subject);
  const project = await findProject(server, id);
  if (project === undefined) throw new AppError('project.not_found', { id });
  return project;
};

/** The repo and branch that models or predictions are committed to, made where there is none. */
export const outputBranch = (server: Server, project: ProjectRow, kind: 'models' | 'predictions') =>
  ensureBranch(server, {
    organisation: project.organisation,
    repo: outputRepo(project.target_repo, kind),
    branch: project.target_branch,
    description: `${kind === 'models' ? 'Models trained on' : 'Predictions for'} ${project.title}`,
    policy: { type: 'manual' },
  });

/** The repo of models or predictions, or undefined while there is none. */
export const findOutputRepo = async (
  server: Server,
  project: ProjectRow,
  kind: 'models' | 'predictions',
): Promise<Repo | undefined> => {
  try {
    return await getRepo(server.versions, {
      organisation: project.organisation,
      name: outputRepo(project.target_repo, kind),
    });
  } catch (error) {
    if (error instanceof AppError && error.status === 404) return undefined;
    throw error;
  }
};

/** False when somebody deleted the commit's repo, or gc took the commit. */
export const isCommitThere = async (server: Server, { repo: uid, commit }: Provenance): Promise<boolean> => {
  try {
    await readCommit(server.versions, await getRepoByUid(server.versions, { uid }), commit);
    return true;
  } catch (error) {
    if (error instanceof AppError && error.status === 404) return false;
    throw error;
  }
};
