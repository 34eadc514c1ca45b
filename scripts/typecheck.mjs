// Each side of the house is checked with its own platform: pure code sees neither DOM nor Node.
import { spawnSync } from 'node:child_process';

let failed = 0;
for (const project of ['pure', 'node', 'browser', 'test']) {
  const { status } = spawnSync('npx', ['tsc', '-p', `tsconfig.${project}.json`], { stdio: 'inherit' });
  if (status !== 0) failed += 1;
}
process.exit(failed === 0 ? 0 : 1);
