import { writeObject } from '../../versions/commands/write-object.ts';
import type { CommitId, Precondition } from '../../versions/version-store.ts';
import type { FileEntry as FileView } from '../../shared/contract/repos.ts';
import type { Actor } from '../actor.ts';
import type { Server } from '../server.ts';
import { entryView } from './entry-view.ts';
import { guessContentType } from './guess-content-type.ts';
import { requireRepo } from './require-repo.ts';
import { writeFiles } from './write-files.ts';

/** Writes one file to a branch; the bytes are streamed, and durable when this answers. */
export const putFile = async (
  server: Server,
  actor: Actor,
  args: {
    repo: string;
    branch: string;
    path: string;
    body: AsyncIterable<Uint8Array>;
    contentType?: string | undefined;
    precondition?: Precondition | undefined;
    ifHead?: CommitId | null | undefined;
  },
): Promise<FileView> => {
  const repo = await requireRepo(server, actor, args.repo, 'write');
  const object = await writeObject(server.versions, { body: args.body });
  const { entries, commit } = await writeFiles(server, actor, {
    repo,
    branch: args.branch,
    changes: [
      {
        type: 'put',
        path: args.path,
        object,
        contentType: args.contentType ?? guessContentType(args.path),
        ...(args.precondition === undefined ? {} : { precondition: args.precondition }),
      },
    ],
    ...(args.ifHead === undefined ? {} : { ifHead: args.ifHead }),
  });
  const entry = entries[0];
  if (entry === null || entry === undefined) throw new Error('a staged put answered no entry');
  return entryView(args.path, entry, commit === null);
};
