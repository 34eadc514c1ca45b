import { sql } from 'kysely';
import type { Role } from '../../shared/contract/op.ts';
import type { Project, ProjectItem } from '../../shared/contract/projects.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import { getBranch } from '../../versions/commands/get-branch.ts';
import { getRepo } from '../../versions/commands/get-repo.ts';
import type { Branch, Repo } from '../../versions/version-store.ts';
import { formatPolicy } from '../repos/policy-text.ts';
import type { Server } from '../server.ts';
import { listClasses } from './classes/list-classes.ts';
import { readSql } from '../../db/run-sql.ts';
import { sourceView } from './sources/source-view.ts';
import type { ProjectRow, SourceRow } from './tables.ts';

type Seen = ProjectRow & { readonly role: Role };

/** The label repo and branch; null where somebody deleted them. */
export const targetOf = async (
  server: Server,
  row: ProjectRow,
): Promise<{ repo: Repo; branch: Branch } | null> => {
  try {
    const repo = await getRepo(server.versions, { organisation: row.organisation, name: row.target_repo });
    return { repo, branch: await getBranch(server.versions, { repo, name: row.target_branch }) };
  } catch (error) {
    if (error instanceof AppError && error.status === 404) return null;
    throw error;
  }
};

export const projectItem = async (server: Server, row: Seen): Promise<ProjectItem> => {
  const target = await targetOf(server, row);
  return {
    id: String(row.id),
    title: row.title,
    description: row.description,
    color: row.color,
    created: new Date(row.created_at).toISOString(),
    updated: new Date(row.updated_at).toISOString(),
    counts: {
      tasks: row.tasks,
      labeled: row.labeled,
      skipped: row.skipped,
      retired: row.retired,
      annotations: row.annotations,
      predictions: row.predictions,
      drafts: row.drafts,
    },
    pending: { new: row.pending_new, changed: row.pending_changed, retired: row.pending_retired },
    target: {
      repo: row.target_repo,
      branch: row.target_branch,
      head: target?.branch.head ?? null,
      policy: target ? formatPolicy(target.branch.policy) : 'manual',
    },
    role: row.role,
  };
};

export const projectView = async (server: Server, row: Seen): Promise<Project> => {
  const sources = await sourcesOf(server, row.id);
  return {
    ...(await projectItem(server, row)),
    config: row.config,
    configVersion: row.config_version,
    instructions: row.instructions,
    showInstructions: row.show_instructions === 1,
    sources: sources.map(sourceView),
    conflicts: row.conflicts,
    review: { accepted: row.accepted, rejected: row.rejected },
    classes: await listClasses(server, row.id, 1000),
  };
};

export const sourcesOf = (server: Server, project: number): Promise<SourceRow[]> =>
  readSql<SourceRow>(server.db, sql`SELECT * FROM project_source WHERE project = ${project} ORDER BY id`);
