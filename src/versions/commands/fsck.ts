import { createHash } from 'node:crypto';
import { allCommits } from '../all-commits.ts';
import { decodeCommit } from '../commit-object.ts';
import { listStorages } from '../list-storages.ts';
import { sql, type VersionTables } from '../tables.ts';
import { decodeNode } from '../tree/decode-node.ts';
import { isLeaf, type TreeNode } from '../tree/tree-node.ts';
import type { Fsck } from '../version-commands.ts';
import type { Damage } from '../version-store.ts';
import type { Versions } from '../versions.ts';
import { walkNodes } from '../walk-nodes.ts';

/**
 * Reads every byte of the store and checks it against its name; then that all that refs, commits, trees and
 * staging name is there. Yields each damage as it is found; nothing is changed.
 */
export const fsck: Fsck = async function* (versions) {
  yield* checkObjects(versions);
  yield* checkJournal(versions);
  yield* checkRefs(versions);
  yield* checkCommits(versions);
};

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

async function* checkObjects(versions: Versions): AsyncGenerator<Damage> {
  for await (const { storage, rows } of listStorages(versions)) {
    const info = await versions.backend.has(storage);
    for (const row of rows) {
      const damage = info === null ? 'the blob is gone' : await checkObject(versions, row);
      if (damage !== null) yield { type: 'object', sha256: row.sha256, storage, reason: damage };
    }
  }
}

const checkObject = async (versions: Versions, row: VersionTables['object']): Promise<string | null> => {
  const hash = createHash('sha256');
  try {
    for await (const chunk of versions.backend.getRange(row.storage, row.start, row.start + row.size)) {
      hash.update(chunk);
    }
  } catch (error) {
    return textOf(error);
  }
  return hash.digest('hex') === row.sha256 ? null : 'its bytes are not those that were stored';
};

async function* checkJournal(versions: Versions): AsyncGenerator<Damage> {
  let last = '';
  for (;;) {
    const rows = await versions.db.read(
      sql
        .selectFrom('object')
        .leftJoin('journal', 'journal.sha256', 'object.sha256')
        .select(['object.sha256', 'journal.bytes'])
        .where('object.storage', '=', '')
        .where('object.sha256', '>', last)
        .orderBy('object.sha256')
        .limit(100),
    );
    for (const { sha256, bytes } of rows) {
      const reason =
        bytes === null
          ? 'it is gone from the journal'
          : sha256Of(bytes) === sha256
            ? null
            : 'its bytes are not those that were stored';
      if (reason !== null) yield { type: 'object', sha256, storage: 'journal', reason };
    }
    const end = rows[rows.length - 1];
    if (end === undefined) return;
    last = end.sha256;
  }
}

async function* checkRefs(versions: Versions): AsyncGenerator<Damage> {
  const lost = await versions.db.read(
    sql
      .selectFrom('ref')
      .innerJoin('repo', 'repo.uid', 'ref.repo')
      .leftJoin('repo_commit', (join) =>
        join.onRef('repo_commit.repo', '=', 'ref.repo').onRef('repo_commit.id', '=', 'ref.head'),
      )
      .select(['repo.name as repo', 'ref.name as name', 'ref.head as head'])
      .where('ref.head', 'is not', null)
      .where('repo_commit.id', 'is', null),
  );
  for (const { repo, name, head } of lost) {
    yield { type: 'ref', ref: `${repo}@${name}`, reason: `its commit ${head} is gone` };
  }
  const staged = await versions.db.read(
    sql
      .selectFrom('staged')
      .leftJoin('object', 'object.sha256', 'staged.sha256')
      .select(['staged.path', 'staged.sha256'])
      .where('staged.sha256', 'is not', null)
      .where('object.sha256', 'is', null)
      .limit(1000),
  );
  for (const { path, sha256 } of staged) {
    yield { type: 'file', path, commit: 'staging', reason: `object ${sha256} is gone` };
  }
}

async function* checkCommits(versions: Versions): AsyncGenerator<Damage> {
  const seen = new Set<string>();
  // Read afresh: the cache would hide what broke on the disk.
  const reader = { read: async (hash: string) => decodeNode(await versions.objects.readBytes(hash)) };
  for await (const { id, body, tree } of allCommits(versions)) {
    if (sha256Of(Buffer.from(body)) !== id || decodeCommit(id, body).tree !== tree) {
      yield { type: 'commit', commit: id, reason: 'its row is not what was committed' };
    }
    if ((await missingOf(versions, [id])).length > 0) {
      yield { type: 'commit', commit: id, reason: 'its object is gone' };
    }
    const broken: Damage[] = [];
    const onBroken = (hash: string, error: unknown) =>
      void broken.push({ type: 'commit', commit: id, reason: `tree node ${hash}: ${textOf(error)}` });
    for await (const { node } of walkNodes(reader, tree, seen, onBroken)) {
      yield* missingFiles(versions, id, node);
    }
    yield* broken;
  }
}

async function* missingFiles(versions: Versions, commit: string, node: TreeNode): AsyncGenerator<Damage> {
  if (!isLeaf(node)) return;
  const missing = new Set(await missingOf(versions, [...new Set(node.values.map(({ sha256 }) => sha256))]));
  if (missing.size === 0) return;
  for (const [i, { sha256 }] of node.values.entries()) {
    if (!missing.has(sha256)) continue;
    yield { type: 'file', path: node.keys[i] as string, commit, reason: `object ${sha256} is gone` };
  }
}

const missingOf = async (versions: Versions, ids: readonly string[]): Promise<string[]> => {
  if (ids.length === 0) return [];
  const found = new Set<string>();
  for (let i = 0; i < ids.length; i += 500) {
    const rows = await versions.db.read(
      sql
        .selectFrom('object')
        .select('sha256')
        .where('sha256', 'in', ids.slice(i, i + 500)),
    );
    for (const { sha256 } of rows) found.add(sha256);
  }
  return ids.filter((id) => !found.has(id));
};
