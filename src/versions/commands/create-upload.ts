import { statement } from '../../db/database.ts';
import { checkPath } from '../names.ts';
import { newUid } from '../new-uid.ts';
import { requireBranch } from '../require-branch.ts';
import { sql } from '../tables.ts';
import { metadataText } from '../tree/encode-node.ts';
import { uploadOfRow } from '../upload-row.ts';
import type { CreateUpload } from '../version-commands.ts';

export const createUpload: CreateUpload = async (versions, task) => {
  const { repo, branch, path, contentType, metadata = {}, author } = task;
  checkPath(path);
  await requireBranch(versions, repo, branch);
  const row = {
    id: newUid(versions.random) + newUid(versions.random),
    repo: repo.uid,
    branch,
    path,
    content_type: contentType,
    metadata: metadataText(metadata),
    author: author.id,
    author_name: author.name,
    started_at: versions.clock(),
  };
  await versions.db.write([statement(sql.insertInto('upload').values(row), 1)]);
  return uploadOfRow(row);
};
