import { abortUpload } from '../../../versions/commands/abort-upload.ts';
import { completeUpload } from '../../../versions/commands/complete-upload.ts';
import { createBranch } from '../../../versions/commands/create-branch.ts';
import { createUpload } from '../../../versions/commands/create-upload.ts';
import { deleteBranch } from '../../../versions/commands/delete-branch.ts';
import { getEntry } from '../../../versions/commands/get-entry.ts';
import { getRepo } from '../../../versions/commands/get-repo.ts';
import { getUpload } from '../../../versions/commands/get-upload.ts';
import { listBranches } from '../../../versions/commands/list-branches.ts';
import { listEntries } from '../../../versions/commands/list-entries.ts';
import { listParts } from '../../../versions/commands/list-parts.ts';
import { listRepos } from '../../../versions/commands/list-repos.ts';
import { listTags } from '../../../versions/commands/list-tags.ts';
import { listUploads } from '../../../versions/commands/list-uploads.ts';
import { openRef } from '../../../versions/commands/open-ref.ts';
import { putPart } from '../../../versions/commands/put-part.ts';
import { readObject } from '../../../versions/commands/read-object.ts';
import { resolveRef } from '../../../versions/commands/resolve-ref.ts';
import { wasOnBranch } from '../../../versions/commands/was-on-branch.ts';
import { writeObject } from '../../../versions/commands/write-object.ts';
import { createRepo } from '../../repos/create-repo.ts';
import { deleteRepo } from '../../repos/delete-repo.ts';
import { writeFiles } from '../../repos/write-files.ts';
import type { Server } from '../../server.ts';
import type { S3Store } from './s3-store.ts';

/** The server's use cases and its store's commands, as the S3 face calls them. */
export const createS3Store = (server: Server): S3Store => {
  const { versions } = server;
  const bind =
    <Args, Result>(command: (of: Server['versions'], args: Args) => Result) =>
    (args: Args): Result =>
      command(versions, args);
  return {
    createRepo: (actor, args) => createRepo(server, actor, args),
    deleteRepo: (actor, args) => deleteRepo(server, actor, args),
    writeFiles: (actor, args) => writeFiles(server, actor, args),
    completeUpload: async (_actor, args) => {
      const completed = await completeUpload(versions, args);
      const { organisation, name: repo } = args.repo;
      server.events.publish({ type: 'staged', organisation, repo, branch: args.upload.branch, count: 1 });
      return completed;
    },
    getRepo: bind(getRepo),
    listRepos: bind(listRepos),
    createBranch: bind(createBranch),
    listBranches: bind(listBranches),
    deleteBranch: bind(deleteBranch),
    listTags: bind(listTags),
    openRef: bind(openRef),
    wasOnBranch: bind(wasOnBranch),
    resolveRef: bind(resolveRef),
    writeObject: bind(writeObject),
    readObject: bind(readObject),
    getEntry: bind(getEntry),
    listEntries: bind(listEntries),
    createUpload: bind(createUpload),
    getUpload: bind(getUpload),
    listUploads: bind(listUploads),
    putPart: bind(putPart),
    listParts: bind(listParts),
    abortUpload: bind(abortUpload),
  };
};
