import { type Statement, statement } from '../../db/database.ts';
import { mutate } from '../../db/mutate.ts';
import { prepared } from '../../db/prepared.ts';
import { checkPath } from '../names.ts';
import { checkPrecondition } from '../precondition.ts';
import { policyOf, type RefRow } from '../ref-row.ts';
import { checkHead, requireBranch } from '../require-branch.ts';
import { sealBranch } from '../seal-branch.ts';
import { stagedValues } from '../staged-row.ts';
import { sql } from '../tables.ts';
import type { StageChanges } from '../version-commands.ts';
import type { Change, Entry, Person, Repo } from '../version-store.ts';
import type { Versions } from '../versions.ts';
import { readBranchEntry } from './get-entry.ts';

export const stageChanges: StageChanges = async (versions, { repo, branch, changes, author, ifHead }) => {
  for (const { path } of changes) checkPath(path);
  const ref = await requireBranch(versions, repo, branch);
  const stage = (known?: RefRow) => stageOnce(versions, { repo, branch, changes, author, ifHead, known });
  if (policyOf(ref).type === 'each') {
    // Under the lock, so that each write is a commit of its own.
    return versions.locks.run(ref.uid, async () => {
      const { entries } = await stage();
      return { entries, commit: await sealBranch(versions, { repo, branch }) };
    });
  }
  const { entries, ref: staged } = await stage(ref);
  versions.staged(staged.uid);
  return { entries, commit: null };
};

type StageOnce = {
  readonly repo: Repo;
  readonly branch: string;
  readonly changes: readonly Change[];
  readonly author: Person;
  readonly ifHead: string | null | undefined;
  /** The branch as it was just read; a second try reads it anew. */
  readonly known?: RefRow | undefined;
};

const stageOnce = async (versions: Versions, { repo, branch, changes, author, ifHead, known }: StageOnce) => {
  let first = known;
  const result = await mutate(versions.db, async () => {
    const ref = first ?? (await requireBranch(versions, repo, branch));
    first = undefined;
    checkHead(repo, ref, ifHead);
    const guards: Statement[] = [];
    let head: string | null | undefined = ifHead;
    for (const { path, precondition } of changes) {
      if (precondition === undefined) continue;
      const found = await readBranchEntry(versions, { repo, uid: ref.uid, path });
      checkPrecondition(precondition, found.entry);
      head = found.head;
      guards.push({
        sql: 'select 1 as ok where not exists (select 1 from staged where ref = ? and path = ? and seq > ?)',
        parameters: [ref.uid, path, found.seq],
        expect: 1,
      });
    }
    const now = versions.clock();
    const entries = changes.map((change) => entryOf(change, now));
    const objects = changes.flatMap((change) => (change.type === 'put' ? [change.object] : []));
    return {
      plan: [
        ...versions.objects.statements(objects),
        ...guards,
        countStaged(ref, head, now),
        ...insertStaged(ref, changes, entries, author),
      ],
      value: { ref, entries },
    };
  });
  let bytes = 0;
  for (const change of changes) {
    if (change.type === 'put' && change.object.pending.type === 'bytes') bytes += change.object.size;
  }
  versions.sealer.wake(bytes);
  return result;
};

const entryOf = (change: Change, now: number): Entry | null =>
  change.type === 'delete'
    ? null
    : {
        sha256: change.object.sha256,
        size: change.object.size,
        modified: change.modified ?? now,
        contentType: change.contentType,
        metadata: change.metadata ?? {},
        etag: change.etag ?? change.object.md5,
      };

/** `head` is compared when it matters: `ifHead`, or preconditions that were read at it. */
const countStaged = (ref: RefRow, head: string | null | undefined, now: number): Statement => {
  if (head === undefined) return statement(count({ uid: ref.uid, now }), 1);
  if (head === null) return statement(countWithoutHead({ uid: ref.uid, now }), 1);
  return statement(countAtHead({ uid: ref.uid, now, head }), 1);
};

type Count = { uid: string; now: number };
const counting = ({ uid, now }: Count) =>
  sql
    .updateTable('ref')
    .set((eb) => ({
      seq: eb('seq', '+', 1),
      staged_first: eb.fn.coalesce('staged_first', eb.val(now)),
      staged_last: now,
    }))
    .where('uid', '=', uid);
const count = prepared(counting);
const countWithoutHead = prepared((p: Count) => counting(p).where('head', 'is', null));
const countAtHead = prepared((p: Count & { head: string }) => counting(p).where('head', '=', p.head));

const columns = [
  'ref',
  'path',
  'sha256',
  'size',
  'modified',
  'content_type',
  'metadata',
  'etag',
  'author',
  'author_name',
] as const;

/** Of a path that is changed twice the last change holds. */
const insertStaged = (
  ref: RefRow,
  changes: readonly Change[],
  entries: readonly (Entry | null)[],
  author: Person,
): Statement[] => {
  const last = new Map<string, Entry | null>();
  for (const [i, { path }] of changes.entries()) last.set(path, entries[i] ?? null);
  const rows = [...last].map(([path, entry]) => stagedValues(ref.uid, path, entry, author));
  const statements: Statement[] = [];
  for (let i = 0; i < rows.length; i += 500) {
    const batch = rows.slice(i, i + 500);
    const one = `(select seq from ref where uid = ?), ${columns.map(() => '?').join(', ')}`;
    statements.push({
      sql: `insert into staged (seq, ${columns.join(', ')}) values ${batch.map(() => `(${one})`).join(', ')}`,
      parameters: batch.flatMap((row) => [ref.uid, ...columns.map((column) => row[column])]),
      expect: batch.length,
    });
  }
  return statements;
};
