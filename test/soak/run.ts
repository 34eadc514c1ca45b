// `npm run soak [-- --rounds N --seed N]`: kill -9 under 8 clients, 300 times unless said otherwise.
import { rm } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { killRounds } from '../durability/kill-rounds.ts';
import { runLw } from '../run-lw.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '300' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
  },
});
console.log(`seed ${values.seed}`);
const { acknowledged, dir } = await killRounds({
  rounds: Number(values.rounds),
  seed: Number(values.seed),
  log: console.log,
});
const fsck = await runLw({ url: 'http://127.0.0.1:1', token: '' }, ['fsck', '--data', dir]);
console.log(fsck.out);
if (fsck.code !== 0) {
  console.error(`fsck found damage; the folder is kept: ${dir}`);
  process.exit(1);
}
await rm(dir, { recursive: true, force: true });
console.log(`${values.rounds} rounds, ${acknowledged} requests acknowledged, nothing lost`);
