/** Two commits 10 changes apart, of N files, beside `git diff-tree -r`, its start as a process taken off. */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { diff } from '../src/versions/commands/diff.ts';
import { sealStaging } from '../src/versions/commands/seal-staging.ts';
import { stageChanges } from '../src/versions/commands/stage-changes.ts';
import { writeObject } from '../src/versions/commands/write-object.ts';
import type { Change } from '../src/versions/version-store.ts';
import type { Bench } from './bench.ts';
import { fillGit, git, hasGit } from './git-for-bench.ts';
import { watchMemory } from './peak-memory.ts';
import { author, fillStore, median, openBenchStore, pathOf, round } from './store-for-bench.ts';

const changes = 10;
const rounds = 21;

const timed = async (work: () => unknown): Promise<number> => {
  const times: number[] = [];
  for (let i = 0; i < rounds; i++) {
    const begin = performance.now();
    await work();
    times.push(performance.now() - begin);
  }
  return median(times);
};

export const bench: Bench = async ({ size = 100_000 }) => {
  const folder = await mkdtemp(join(tmpdir(), 'lw-bench-'));
  const paths = Array.from({ length: changes }, (_, i) => pathOf(Math.floor(((i + 0.5) * size) / changes)));
  try {
    const store = await openBenchStore(join(folder, 'ours'));
    const { versions, repo } = store;
    const first = await fillStore(store, size);
    const edits: Change[] = [];
    for (const path of paths) {
      const object = await writeObject(versions, { body: Buffer.from(`changed ${path}`) });
      edits.push({ type: 'put', path, object, contentType: 'application/json' });
    }
    await stageChanges(versions, { repo, branch: 'master', changes: edits, author });
    const second = await sealStaging(versions, { repo, branch: 'master' });
    if (second === null) throw new Error('nothing was committed');
    const memory = watchMemory();
    const ours = await timed(async () => {
      const { items } = await diff(versions, { repo, from: first.id, to: second.id });
      if (items.length !== changes) throw new Error('the diff is not whole');
    });
    const peakMB = memory.stop();
    await store.close();
    if (!hasGit()) {
      return { size, ours: round(ours), peer: null, peerName: 'git is not installed', ratio: null, peakMB };
    }
    const work = join(folder, 'git');
    await mkdir(work);
    await fillGit(work, size, false);
    git(work, ['read-tree', 'HEAD']);
    const blob = git(work, ['hash-object', '-w', '--stdin']).trim();
    for (const path of paths) git(work, ['update-index', '--cacheinfo', `100644,${blob},${path}`]);
    git(work, ['commit', '-q', '-m', 'ten']);
    const whole = await timed(() => git(work, ['diff-tree', '-r', 'HEAD~1', 'HEAD']));
    const start = await timed(() => git(work, ['rev-parse', 'HEAD']));
    const peer = Math.max(whole - start, 0.01);
    const peerName = 'git diff-tree -r, less the start of a git process';
    return {
      size,
      ours: round(ours),
      peer: round(peer),
      peerName,
      ratio: round(peer / ours),
      peakMB,
      peerWhole: round(whole),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
