import { statement } from '../../db/database.ts';
import { allCommits } from '../all-commits.ts';
import { decodeCommit } from '../commit-object.ts';
import { listStorages } from '../list-storages.ts';
import { packKey } from '../objects/object-store.ts';
import { packBuilder, readPack } from '../objects/pack-format.ts';
import { sql, type VersionTables } from '../tables.ts';
import { isLeaf } from '../tree/tree-node.ts';
import { dropUpload } from '../upload-row.ts';
import type { Gc } from '../version-commands.ts';
import type { Versions } from '../versions.ts';
import { walkNodes } from '../walk-nodes.ts';

const day = 24 * 60 * 60 * 1000;

/**
 * Frees what nothing names and nothing touched for a day: commits that no ref leads to, their objects, blobs
 * without rows, and packs that are mostly dead. Safe beside writers: a plan that names an object touches its
 * row, and rows are deleted only if their touch is still old.
 */
export const gc: Gc = (versions, { olderThan = day } = {}) =>
  versions.locks.run('gc', async () => {
    const cutoff = versions.clock() - olderThan;
    for (const { id } of await versions.db.read(
      sql
        .selectFrom('upload')
        .select('id')
        .where('started_at', '<', cutoff - 6 * day),
    )) {
      await dropUpload(versions, id);
    }
    const commits = await freeCommits(versions, cutoff);
    await mark(versions);
    const objects = await sweep(versions, cutoff);
    const bytes = await freeBlobs(versions, cutoff);
    await versions.db.write([{ sql: 'delete from gc_mark', parameters: [] }]);
    return { commits, objects, bytes };
  });

/** Takes off the commits that neither refs nor the provenance of kept commits lead to. */
const freeCommits = async (versions: Versions, cutoff: number): Promise<number> => {
  const parents = new Map<string, readonly string[]>();
  for await (const { repo, id, body } of allCommits(versions)) {
    const commit = decodeCommit(id, body);
    parents.set(`${repo} ${id}`, [
      ...commit.parents.map((parent) => `${repo} ${parent}`),
      ...commit.provenance.map((source) => `${source.repo} ${source.commit}`),
    ]);
  }
  const heads = await versions.db.read(
    sql.selectFrom('ref').select(['repo', 'head']).where('head', 'is not', null),
  );
  const open = heads.map(({ repo, head }) => `${repo} ${head}`);
  const kept = new Set<string>();
  while (open.length > 0) {
    const key = open.pop() as string;
    if (kept.has(key)) continue;
    kept.add(key);
    open.push(...(parents.get(key) ?? []));
  }
  let freed = 0;
  for (const key of parents.keys()) {
    if (kept.has(key)) continue;
    const [repo, id] = key.split(' ') as [string, string];
    const old = sql
      .deleteFrom('repo_commit')
      .where('repo', '=', repo)
      .where('id', '=', id)
      .where('touched', '<', cutoff);
    const [result] = await versions.db.write([statement(old)]);
    if (result?.changes !== 1) continue;
    freed++;
    await versions.db.write([
      statement(sql.deleteFrom('commit_source').where('repo', '=', repo).where('commit_id', '=', id)),
    ]);
  }
  return freed;
};

const mark = async (versions: Versions): Promise<void> => {
  let batch: string[] = [];
  const flush = async (): Promise<void> => {
    const rows = batch.splice(0);
    if (rows.length === 0) return;
    await versions.db.write([
      {
        sql: `insert into gc_mark (sha256) values ${rows.map(() => '(?)').join(', ')} on conflict do nothing`,
        parameters: rows,
      },
    ]);
  };
  await versions.db.write([
    { sql: 'delete from gc_mark', parameters: [] },
    {
      sql: 'insert into gc_mark (sha256) select distinct sha256 from staged where sha256 is not null',
      parameters: [],
    },
  ]);
  const seen = new Set<string>();
  const fail = (_: string, error: unknown): void => {
    // A tree that cannot be read hides what it names: free nothing.
    throw error;
  };
  for await (const { id, tree } of allCommits(versions)) {
    batch.push(id);
    for await (const { hash, node } of walkNodes(versions.nodes, tree, seen, fail)) {
      batch.push(hash);
      if (isLeaf(node)) for (const { sha256 } of node.values) batch.push(sha256);
      if (batch.length >= 2000) await flush();
    }
    if (batch.length >= 2000) await flush();
  }
  batch = [...new Set(batch)];
  await flush();
};

const sweep = async (versions: Versions, cutoff: number): Promise<number> => {
  let last = '';
  let freed = 0;
  for (;;) {
    const rows = await versions.db.read(
      sql
        .selectFrom('object')
        .select('sha256')
        .where('touched', '<', cutoff)
        .where('sha256', '>', last)
        .where('sha256', 'not in', sql.selectFrom('gc_mark').select('sha256'))
        .orderBy('sha256')
        .limit(500),
    );
    const ids = rows.map(({ sha256 }) => sha256);
    if (ids.length === 0) return freed;
    last = ids[ids.length - 1] as string;
    const results = await versions.db.write([
      statement(sql.deleteFrom('object').where('sha256', 'in', ids).where('touched', '<', cutoff)),
      statement(
        sql
          .deleteFrom('journal')
          .where('sha256', 'in', ids)
          .where('sha256', 'not in', sql.selectFrom('object').select('sha256')),
      ),
    ]);
    freed += results[0]?.changes ?? 0;
  }
};

const freeBlobs = async (versions: Versions, cutoff: number): Promise<number> => {
  let freed = 0;
  for await (const { storage, rows } of listStorages(versions)) {
    const info = storage.startsWith('pack/') ? await versions.backend.has(storage) : null;
    const live = rows.reduce((sum, { size }) => sum + size, 0);
    if (info === null || info.modified >= cutoff || live > info.size / 2) continue;
    await rewritePack(versions, storage, rows);
    freed += info.size - live;
  }
  for (const prefix of ['blob/', 'pack/']) {
    for await (const { key, size, modified } of versions.backend.list(prefix)) {
      if (modified >= cutoff) continue;
      const [row] = await versions.db.read(
        sql.selectFrom('object').select('sha256').where('storage', '=', key).limit(1),
      );
      const [part] = await versions.db.read(
        sql.selectFrom('upload_part').select('upload').where('storage', '=', key).limit(1),
      );
      if (row !== undefined || part !== undefined) continue;
      await versions.backend.delete(key);
      freed += prefix === 'blob/' ? size : 0;
    }
  }
  return freed;
};

/** Moves what lives in a pack into a new one; the old one has no rows then and is deleted. */
const rewritePack = async (
  versions: Versions,
  storage: string,
  rows: readonly VersionTables['object'][],
): Promise<void> => {
  const wanted = new Set(rows.map(({ sha256 }) => sha256));
  const chunks: Uint8Array[] = [];
  const info = await versions.backend.has(storage);
  for await (const chunk of versions.backend.getRange(storage, 0, info?.size ?? 0)) chunks.push(chunk);
  const pack = packBuilder();
  const moved: { sha256: string; start: number }[] = [];
  for (const record of readPack(Buffer.concat(chunks))) {
    if (wanted.delete(record.sha256)) moved.push({ sha256: record.sha256, start: pack.add(record) });
  }
  const key = packKey(versions.random);
  await versions.backend.put(key, pack.parts());
  await versions.db.write(
    moved.map(({ sha256, start }) =>
      statement(
        sql
          .updateTable('object')
          .set({ storage: key, start })
          .where('sha256', '=', sha256)
          .where('storage', '=', storage),
      ),
    ),
  );
  await versions.backend.delete(storage);
};
