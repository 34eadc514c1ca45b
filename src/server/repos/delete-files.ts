import { AppError } from '../../shared/errors/app-error.ts';
import { getEntry } from '../../versions/commands/get-entry.ts';
import { walkEntries } from '../../versions/commands/walk-entries.ts';
import type { Change, CommitId, Precondition } from '../../versions/version-store.ts';
import type { Actor } from '../actor.ts';
import type { Server } from '../server.ts';
import { requireRepo } from './require-repo.ts';
import { writeFiles } from './write-files.ts';

/** Deletes a file, or all below a folder, as one change. Error `file.not_found` when there is nothing. */
export const deleteFiles = async (
  server: Server,
  actor: Actor,
  args: {
    repo: string;
    branch: string;
    path: string;
    recursive: boolean;
    precondition?: Precondition | undefined;
    ifHead?: CommitId | null | undefined;
  },
): Promise<void> => {
  const repo = await requireRepo(server, actor, args.repo, 'write');
  const target = { repo, ref: args.branch };
  const changes: Change[] = [];
  if ((await getEntry(server.versions, { ...target, path: args.path })) !== null)
    changes.push({
      type: 'delete',
      path: args.path,
      ...(args.precondition === undefined ? {} : { precondition: args.precondition }),
    });
  if (args.recursive) {
    const prefix = args.path === '' || args.path.endsWith('/') ? args.path : `${args.path}/`;
    for await (const { path } of walkEntries(server.versions, { ...target, prefix }))
      if (path !== args.path) changes.push({ type: 'delete', path });
  }
  if (changes.length === 0)
    throw new AppError('file.not_found', { repo: args.repo, ref: args.branch, path: args.path });
  await writeFiles(server, actor, {
    repo,
    branch: args.branch,
    changes,
    ...(args.ifHead === undefined ? {} : { ifHead: args.ifHead }),
  });
};
