import { type Statement, statement } from '../db/database.ts';
import { encodeCommit } from './commit-object.ts';
import { eventStatement } from './event-statement.ts';
import { newUid } from './new-uid.ts';
import { journalStatements } from './objects/object-rows.ts';
import { packWriter } from './objects/pack-writer.ts';
import { readCommit } from './read-commit.ts';
import type { RefRow } from './ref-row.ts';
import { sql } from './tables.ts';
import { editTree, emptyTree } from './tree/edit-tree.ts';
import { nodeSink } from './tree/node-sink.ts';
import type { Author, Commit, Edit, MadeBy, PlannedCommit, Provenance, Repo } from './version-store.ts';
import type { Versions } from './versions.ts';

type BuildCommit = {
  readonly repo: Repo;
  readonly ref: RefRow;
  readonly edits: Iterable<Edit> | AsyncIterable<Edit>;
  readonly message: string;
  readonly authors: readonly Author[] | (() => readonly Author[]);
  readonly madeBy: MadeBy;
  readonly provenance?: readonly Provenance[] | undefined;
  readonly mergeParents?: readonly string[] | undefined;
  /** Makes a commit even of edits that change nothing. */
  readonly evenIfEqual?: boolean | undefined;
};

/**
 * A commit of sorted edits on the ref's head as statements guarded by that head; null when the edits change
 * nothing. The objects that the edits name are the caller's to add or hold. Nodes of a large commit go to
 * packs before; a plan that is never written leaves them to gc.
 */
export const buildCommit = async (versions: Versions, task: BuildCommit): Promise<PlannedCommit | null> => {
  const { repo, ref, edits, message, provenance = [], mergeParents = [], evenIfEqual = false } = task;
  const parent = ref.head === null ? null : await readCommit(versions, repo, ref.head);
  const packs = packWriter(versions);
  const sink = nodeSink({
    reader: versions.nodes,
    flush: async (nodes) => {
      for (const [sha256, bytes] of nodes) await packs.add({ kind: 'node', note: '', sha256, bytes });
    },
  });
  const empty = parent === null ? emptyTree(sink) : null;
  const root = parent?.tree ?? (empty?.hash as string);
  const edited = await editTree(sink, root, edits);
  if (edited === null && !evenIfEqual) return null;
  await packs.flush();

  const now = versions.clock();
  const authors = typeof task.authors === 'function' ? task.authors() : task.authors;
  const draft: Omit<Commit, 'id'> = {
    tree: edited?.hash ?? root,
    dataId: edited?.fold ?? parent?.dataId ?? (empty?.fold as string),
    parents: [...(parent === null ? [] : [parent.id]), ...mergeParents],
    authors,
    message,
    // Never before its parent, whatever the clock does.
    time: Math.max(now, parent?.time ?? 0),
    provenance,
    madeBy: task.madeBy,
  };
  const { id, body } = encodeCommit(draft);
  const commit: Commit = { id, ...draft };
  const event = {
    id: newUid(versions.random),
    repo: repo.uid,
    branch: ref.name,
    commit: id,
    previous: ref.head,
    time: commit.time,
  };
  const nodes = [...sink.pending].map(([sha256, bytes]) => ({
    sha256,
    bytes,
    kind: 'node' as const,
    note: '',
  }));
  const commitObject = { sha256: id, bytes: Buffer.from(body), kind: 'commit' as const, note: repo.uid };
  const statements: Statement[] = [
    statement(
      sql
        .updateTable('ref')
        .set({ head: id })
        .where('uid', '=', ref.uid)
        .where('head', ref.head === null ? 'is' : '=', ref.head),
      1,
    ),
    ...journalStatements([...nodes, commitObject], now),
    statement(
      sql
        .insertInto('repo_commit')
        .values({ repo: repo.uid, id, tree: commit.tree, time: commit.time, body, touched: now })
        .onConflict((conflict) => conflict.columns(['repo', 'id']).doUpdateSet({ touched: now })),
    ),
    ...provenance.map((source) =>
      statement(
        sql
          .insertInto('commit_source')
          .values({ repo: repo.uid, commit_id: id, source_repo: source.repo, source_commit: source.commit })
          .onConflict((conflict) => conflict.doNothing()),
      ),
    ),
    eventStatement(event),
  ];
  const bytes = nodes.reduce((sum, node) => sum + node.bytes.length, body.length);
  return {
    commit,
    statements,
    landed: () => {
      for (const node of nodes) versions.nodes.remember(node.sha256, node.bytes);
      versions.sealer.wake(bytes);
      versions.events.landed(event);
    },
  };
};
