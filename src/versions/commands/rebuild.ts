import { createHash } from 'node:crypto';
import { type Statement, statement } from '../../db/database.ts';
import { unfinished } from '../blobs/blob-backend.ts';
import { decodeCommit } from '../commit-object.ts';
import { upsertObjects } from '../objects/object-rows.ts';
import { type PackRecord, readPack } from '../objects/pack-format.ts';
import { readSnapshot, type SnapshotLine, snapshotPrefix } from '../objects/refs-snapshot.ts';
import { sql, type VersionTables } from '../tables.ts';
import type { Rebuild } from '../version-commands.ts';
import type { Damage } from '../version-store.ts';
import type { Versions } from '../versions.ts';

/**
 * Makes the store's tables from the blobs alone, as they were at the last seal. What cannot be read is
 * answered as damage and left out. Uploads that were under way are lost.
 */
export const rebuild: Rebuild = async (versions) => {
  const damage: Damage[] = [];
  const snapshot = await newestSnapshot(versions);
  const repos = new Set(snapshot.flatMap((line) => (line.table === 'repo' ? [line.row.uid] : [])));
  await versions.db.write(
    [
      'repo',
      'ref',
      'staged',
      'repo_commit',
      'commit_source',
      'object',
      'journal',
      'upload',
      'upload_part',
    ].map((table) => ({ sql: `delete from ${table}`, parameters: [] })),
  );
  let objects = 0;
  for await (const { key } of versions.backend.list('pack/')) {
    if (key.endsWith(unfinished)) continue;
    objects += await readPackInto(versions, key, repos, damage);
  }
  for await (const { key, size } of versions.backend.list('blob/')) {
    if (key.endsWith(unfinished)) continue;
    const hash = createHash('sha256');
    for await (const chunk of versions.backend.getRange(key, 0, size)) hash.update(chunk);
    const row = {
      sha256: hash.digest('hex'),
      size,
      place: 'blob',
      storage: key,
      start: 0,
      touched: versions.clock(),
    };
    await versions.db.write([upsertObjects([row as VersionTables['object']])]);
    objects++;
  }
  const statements = snapshot.map(insertLine);
  for (let i = 0; i < statements.length; i += 500) await versions.db.write(statements.slice(i, i + 500));
  return { objects, refs: snapshot.filter(({ table }) => table === 'ref').length, damage };
};

const readAll = async (versions: Versions, key: string): Promise<Buffer> => {
  const info = await versions.backend.has(key);
  const chunks: Uint8Array[] = [];
  for await (const chunk of versions.backend.getRange(key, 0, info?.size ?? 0)) chunks.push(chunk);
  return Buffer.concat(chunks);
};

const newestSnapshot = async (versions: Versions): Promise<readonly SnapshotLine[]> => {
  const keys: string[] = [];
  for await (const { key } of versions.backend.list(snapshotPrefix)) keys.push(key);
  for (const key of keys.sort().reverse()) {
    const lines = readSnapshot(await readAll(versions, key));
    if (lines !== null) return lines;
  }
  return [];
};

const insertLine = (line: SnapshotLine): Statement => {
  if (line.table === 'repo') return statement(sql.insertInto('repo').values(line.row));
  if (line.table === 'ref') return statement(sql.insertInto('ref').values(line.row));
  return statement(sql.insertInto('staged').values(line.row));
};

const readPackInto = async (
  versions: Versions,
  key: string,
  repos: ReadonlySet<string>,
  damage: Damage[],
): Promise<number> => {
  const rows: VersionTables['object'][] = [];
  const plan: Statement[] = [];
  try {
    for (const record of readPack(await readAll(versions, key))) {
      const { sha256, bytes, start, kind, note } = record;
      if (createHash('sha256').update(bytes).digest('hex') !== sha256) {
        damage.push({
          type: 'object',
          sha256,
          storage: key,
          reason: 'its bytes are not those that were stored',
        });
        continue;
      }
      rows.push({
        sha256,
        size: bytes.length,
        place: 'pack',
        storage: key,
        start,
        touched: versions.clock(),
      });
      if (kind === 'commit' && repos.has(note)) plan.push(...commitRows(record, versions.clock()));
    }
  } catch (error) {
    damage.push({ type: 'object', sha256: '', storage: key, reason: String(error) });
  }
  for (let i = 0; i < rows.length; i += 500) plan.push(upsertObjects(rows.slice(i, i + 500)));
  await versions.db.write(plan);
  return rows.length;
};

const commitRows = ({ sha256: id, bytes, note: repo }: PackRecord, now: number): Statement[] => {
  const body = Buffer.from(bytes).toString('utf8');
  const { tree, time, provenance } = decodeCommit(id, body);
  return [
    statement(
      sql
        .insertInto('repo_commit')
        .values({ repo, id, tree, time, body, touched: now })
        .onConflict((conflict) => conflict.doNothing()),
    ),
    ...provenance.map((source) =>
      statement(
        sql
          .insertInto('commit_source')
          .values({ repo, commit_id: id, source_repo: source.repo, source_commit: source.commit })
          .onConflict((conflict) => conflict.doNothing()),
      ),
    ),
  ];
};
