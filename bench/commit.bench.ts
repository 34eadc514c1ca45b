/**
 * One changed file in a branch of N files: staged and committed, beside `git add` and `git commit` of the same
 * change. Ours is synced to disk twice (staging, commit); git as it is by default syncs less, which favours
 * it; `peerSynced` is git with `core.fsync=all`.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { diff } from '../src/versions/commands/diff.ts';
import { sealStaging } from '../src/versions/commands/seal-staging.ts';
import { stageChanges } from '../src/versions/commands/stage-changes.ts';
import { writeObject } from '../src/versions/commands/write-object.ts';
import type { Bench } from './bench.ts';
import { fillGit, git, hasGit } from './git-for-bench.ts';
import { watchMemory } from './peak-memory.ts';
import {
  author,
  type BenchStore,
  fillStore,
  median,
  openBenchStore,
  pathOf,
  round,
} from './store-for-bench.ts';

const rounds = 15;
const gitRounds = 5;

const commitOne = async ({ versions, repo }: BenchStore, path: string, text: string): Promise<void> => {
  const object = await writeObject(versions, { body: Buffer.from(text) });
  const change = { type: 'put', path, object, contentType: 'application/json' } as const;
  await stageChanges(versions, { repo, branch: 'master', changes: [change], author });
  const commit = await sealStaging(versions, { repo, branch: 'master', message: 'one' });
  if (commit === null) throw new Error('nothing was committed');
};

const timeGit = async (folder: string, size: number, options: readonly string[]): Promise<number> => {
  const times: number[] = [];
  for (let i = 0; i < gitRounds; i++) {
    const path = pathOf(Math.floor(((i + 0.5) * size) / gitRounds));
    await writeFile(join(folder, path), `{"changed":"${options.length} ${i}"}\n`);
    const begin = performance.now();
    git(folder, [...options, 'add', path]);
    git(folder, [...options, 'commit', '-q', '-m', 'one']);
    times.push(performance.now() - begin);
  }
  return median(times);
};

export const bench: Bench = async ({ size = 100_000 }) => {
  const folder = await mkdtemp(join(tmpdir(), 'lw-bench-'));
  try {
    const store = await openBenchStore(join(folder, 'ours'));
    const filling = watchMemory();
    const fillBegin = performance.now();
    const first = await fillStore(store, size);
    const fillMs = performance.now() - fillBegin;
    const fillPeakMB = filling.stop();
    await commitOne(store, 'warm', 'warm');
    const memory = watchMemory();
    const times: number[] = [];
    for (let i = 0; i < rounds; i++) {
      const path = pathOf(Math.floor(((i + 0.5) * size) / rounds));
      const begin = performance.now();
      await commitOne(store, path, `{"changed":${i}}\n`);
      times.push(performance.now() - begin);
    }
    const peakMB = memory.stop();
    const { versions, repo } = store;
    const changed = await diff(versions, { repo, from: first.id, to: 'master' });
    if (changed.items.length !== Math.min(rounds, size) + 1)
      throw new Error('the commits do not hold the changes');
    await store.close();
    const ours = round(median(times));
    if (!hasGit()) {
      return {
        size,
        ours,
        peer: null,
        peerName: 'git is not installed',
        ratio: null,
        peakMB,
        fillMs: round(fillMs),
        fillPeakMB,
      };
    }
    const work = join(folder, 'git');
    await mkdir(work);
    await fillGit(work, size, true);
    const peer = round(await timeGit(work, size, []));
    const peerSynced = round(await timeGit(work, size, ['-c', 'core.fsync=all']));
    return {
      size,
      ours,
      peer,
      peerName: 'git add + commit',
      ratio: round(peer / ours),
      peakMB,
      peerSynced,
      worst: round(Math.max(...times)),
      fillMs: round(fillMs),
      fillPeakMB,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
