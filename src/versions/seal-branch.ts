import { type Statement, statement } from '../db/database.ts';
import { mutate } from '../db/mutate.ts';
import { buildCommit } from './build-commit.ts';
import type { RefRow } from './ref-row.ts';
import { checkHead, requireBranch } from './require-branch.ts';
import { stagedEdits } from './staged-edits.ts';
import { sql } from './tables.ts';
import type { Author, Commit, Person, Provenance, Repo } from './version-store.ts';
import type { Versions } from './versions.ts';
import { plural } from '../shared/plural.ts';

export type SealBranch = {
  readonly repo: Repo;
  readonly branch: string;
  readonly message?: string | undefined;
  readonly ifHead?: string | null | undefined;
  /** Who asked for it, when it was a person; else the only author, else the store. */
  readonly author?: Person | undefined;
  readonly provenance?: readonly Provenance[] | undefined;
};

/** Makes a commit of all that is staged; null when it changes nothing. Hold the branch's lock. */
export const sealBranch = async (
  versions: Versions,
  { repo, branch, message, ifHead, author, provenance }: SealBranch,
): Promise<Commit | null> => {
  const planned = await mutate(versions.db, async () => {
    const ref = await requireBranch(versions, repo, branch);
    checkHead(repo, ref, ifHead);
    if (ref.staged_first === null) return { plan: [], value: null };
    const authors = await stagedAuthors(versions, ref.uid, ref.seq);
    const count = authors.reduce((sum, one) => sum + one.count, 0);
    const built = await buildCommit(versions, {
      repo,
      ref,
      edits: stagedEdits(versions, ref.uid, ref.seq),
      message: message ?? plural(count, 'change'),
      authors,
      madeBy: madeByOf(author, authors),
      provenance,
    });
    return {
      plan: [...(built?.statements ?? []), ...clearStaged(ref, built?.commit.id ?? ref.head)],
      value: built,
    };
  });
  planned?.landed();
  return planned?.commit ?? null;
};

const madeByOf = (author: Person | undefined, authors: readonly Author[]) => {
  const person = author ?? (authors.length === 1 ? authors[0] : undefined);
  return person === undefined
    ? ({ type: 'store' } as const)
    : ({ type: 'person', id: person.id, name: person.name } as const);
};

const stagedAuthors = async (versions: Versions, ref: string, seq: number): Promise<Author[]> => {
  const rows = await versions.db.read(
    sql
      .selectFrom('staged')
      .select((eb) => ['author', 'author_name', eb.fn.count<number>('path').distinct().as('count')])
      .where('ref', '=', ref)
      .where('seq', '<=', seq)
      .groupBy(['author', 'author_name'])
      .orderBy('author'),
  );
  return rows.map((row) => ({ id: row.author, name: row.author_name, count: Number(row.count) }));
};

/**
 * Takes off what was sealed; what was staged in between stays, and keeps the branch due. Guarded by the head
 * even when nothing was committed: that nothing changed holds of that head only.
 */
const clearStaged = ({ uid, seq }: RefRow, head: string | null): Statement[] => [
  statement(sql.deleteFrom('staged').where('ref', '=', uid).where('seq', '<=', seq)),
  {
    sql: `update ref set staged_first = case when seq > ? then staged_last else null end
      where uid = ? and ${head === null ? 'head is null' : 'head = ?'}`,
    parameters: [seq, uid, ...(head === null ? [] : [head])],
    expect: 1,
  },
];
