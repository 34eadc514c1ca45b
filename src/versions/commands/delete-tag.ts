import { statement } from '../../db/database.ts';
import { mutate } from '../../db/mutate.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import { readRef } from '../ref-row.ts';
import { checkHead } from '../require-branch.ts';
import { sql } from '../tables.ts';
import type { DeleteTag } from '../version-commands.ts';

export const deleteTag: DeleteTag = async (versions, { repo, name, ifHead }) => {
  await mutate(versions.db, async () => {
    const row = await readRef(versions, repo, name);
    if (row?.type !== 'tag') throw new AppError('tag.not_found', { tag: name, repo: repo.name });
    checkHead(repo, row, ifHead);
    return { plan: [statement(sql.deleteFrom('ref').where('uid', '=', row.uid), 1)], value: undefined };
  });
  versions.sealer.wake(0);
};
