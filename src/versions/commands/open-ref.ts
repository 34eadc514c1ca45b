import { prepared } from '../../db/prepared.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import { looksLikeCommit } from '../names.ts';
import { refOfRow } from '../ref-row.ts';
import { repoOfRow } from '../repo-row.ts';
import { sql } from '../tables.ts';
import type { OpenRef } from '../version-commands.ts';
import { getRepo } from './get-repo.ts';
import { resolveRef } from './resolve-ref.ts';

export const openRef: OpenRef = async (versions, { organisation, name, ref = null }) => {
  if (ref !== null && looksLikeCommit(ref)) {
    const repo = await getRepo(versions, { organisation, name });
    return { repo, ref: await resolveRef(versions, { repo, ref }) };
  }
  const [row] = await versions.db.lookup(
    ref === null ? repoWithDefault({ organisation, name }) : repoWithRef({ organisation, name, ref }),
  );
  if (row === undefined) throw new AppError('repo.not_found', { repo: name });
  const repo = repoOfRow({ ...row, name });
  const { ref_uid: uid, ref_name, type, head, policy } = row;
  if (uid === null || ref_name === null || type === null)
    throw new AppError('ref.not_found', { repo: name, ref: ref ?? repo.defaultBranch });
  return { repo, ref: refOfRow({ uid, name: ref_name, type, head, policy }) };
};

const columns = [
  'repo.uid',
  'repo.organisation',
  'repo.description',
  'repo.default_branch',
  'repo.created_at',
  'ref.uid as ref_uid',
  'ref.name as ref_name',
  'ref.type',
  'ref.head',
  'ref.policy',
] as const;

const repoWithDefault = prepared((p: { organisation: string; name: string }) =>
  sql
    .selectFrom('repo')
    .leftJoin('ref', (on) =>
      on.onRef('ref.repo', '=', 'repo.uid').onRef('ref.name', '=', 'repo.default_branch'),
    )
    .select(columns)
    .where('repo.organisation', '=', p.organisation)
    .where('repo.name', '=', p.name),
);

const repoWithRef = prepared((p: { organisation: string; name: string; ref: string }) =>
  sql
    .selectFrom('repo')
    .leftJoin('ref', (on) => on.onRef('ref.repo', '=', 'repo.uid').on('ref.name', '=', p.ref))
    .select(columns)
    .where('repo.organisation', '=', p.organisation)
    .where('repo.name', '=', p.name),
);
