import type { FileEntry as FileView } from '../../shared/contract/repos.ts';
import { copyEntry } from '../../versions/commands/copy-entry.ts';
import type { CommitId, Precondition } from '../../versions/version-store.ts';
import type { Actor } from '../actor.ts';
import type { Server } from '../server.ts';
import { entryView } from './entry-view.ts';
import { asPerson, requireRepo } from './require-repo.ts';

type Place = { readonly repo: string; readonly ref: string; readonly path: string };

/** Copies a file within the organisation by reference: no bytes move. */
export const copyFile = async (
  server: Server,
  actor: Actor,
  args: {
    from: Place;
    to: Place;
    precondition?: Precondition | undefined;
    ifHead?: CommitId | null | undefined;
  },
): Promise<FileView> => {
  const from = await requireRepo(server, actor, args.from.repo, 'read');
  const to = await requireRepo(server, actor, args.to.repo, 'write');
  const { entry, commit } = await copyEntry(server.versions, {
    from: { repo: from, ref: args.from.ref, path: args.from.path },
    to: { repo: to, branch: args.to.ref, path: args.to.path },
    author: asPerson(actor),
    ...(args.precondition === undefined ? {} : { precondition: args.precondition }),
    ...(args.ifHead === undefined ? {} : { ifHead: args.ifHead }),
  });
  server.events.publish({
    type: 'staged',
    organisation: to.organisation,
    repo: to.name,
    branch: args.to.ref,
    count: 1,
  });
  return entryView(args.to.path, entry, commit === null);
};
