/**
 * N files of 2 KiB from a folder into the store and committed, beside `git add` and `git commit` of the same
 * folder. Ours is synced to disk; git by default does not sync loose objects, which favours it; `peerSynced`
 * is git with `core.fsync=all` and its batched method.
 */
import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commitEdits } from '../src/versions/commands/commit-edits.ts';
import { getEntry } from '../src/versions/commands/get-entry.ts';
import { openBulk } from '../src/versions/commands/open-bulk.ts';
import type { Edit } from '../src/versions/version-store.ts';
import type { Bench } from './bench.ts';
import { git, hasGit } from './git-for-bench.ts';
import { watchMemory } from './peak-memory.ts';
import { author, type BenchStore, openBenchStore, pathOf, round } from './store-for-bench.ts';

const bringIn = async ({ versions, repo }: BenchStore, folder: string): Promise<void> => {
  const bulk = openBulk(versions);
  const edits: Edit[] = [];
  for (const name of (await readdir(folder)).sort()) {
    const files = (await readdir(join(folder, name))).sort();
    for (const file of files) {
      // Read at once, as a tool does that has nothing else to do: half the time of the promised call.
      const { sha256, md5, size } = await bulk.write(readFileSync(join(folder, name, file)));
      const entry = { sha256, size, modified: 1, contentType: 'application/json', metadata: {}, etag: md5 };
      edits.push({ path: `${name}/${file}`, entry });
    }
  }
  await bulk.done();
  edits.sort((a, b) => (a.path < b.path ? -1 : 1));
  await commitEdits(versions, { repo, branch: 'master', edits, held: true, message: 'all', author });
};

export const bench: Bench = async ({ size = 100_000 }) => {
  const folder = await mkdtemp(join(tmpdir(), 'lw-bench-'));
  try {
    const source = join(folder, 'source');
    for (let n = 0; n < size; n++) {
      if (n % 1000 === 0) await mkdir(join(source, pathOf(n), '..'), { recursive: true });
      await writeFile(join(source, pathOf(n)), randomBytes(1024).toString('hex'));
    }
    // Else the first sync pays for the source's own pages.
    spawnSync('sync');
    const store = await openBenchStore(join(folder, 'ours'));
    const memory = watchMemory();
    const begin = performance.now();
    await bringIn(store, source);
    const ours = round(performance.now() - begin);
    const peakMB = memory.stop();
    const last = pathOf(size - 1);
    const entry = await getEntry(store.versions, { repo: store.repo, ref: 'master', path: last });
    const truth = createHash('sha256')
      .update(await readFile(join(source, last)))
      .digest('hex');
    if (entry?.sha256 !== truth) throw new Error('the last file is not there');
    await store.close();
    if (!hasGit()) return { size, ours, peer: null, peerName: 'git is not installed', ratio: null, peakMB };

    const time = (options: readonly string[]): number => {
      spawnSync('sync');
      const start = performance.now();
      git(source, ['init', '-q', '-b', 'master']);
      git(source, [...options, 'add', '.']);
      git(source, [...options, 'commit', '-q', '-m', 'all']);
      return round(performance.now() - start);
    };
    const peer = time([]);
    await rm(join(source, '.git'), { recursive: true });
    const peerSynced = time(['-c', 'core.fsync=all', '-c', 'core.fsyncMethod=batch']);
    return { size, ours, peer, peerName: 'git add + commit', ratio: round(peer / ours), peakMB, peerSynced };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
