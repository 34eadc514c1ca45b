// `npm run bench -- NAME [--size N]`: measures us beside a named peer in the same run, and prints one JSON line.
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Bench } from './bench.ts';

const folder = fileURLToPath(new URL('.', import.meta.url));
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => file.slice(0, -'.bench.ts'.length));

const [name, ...rest] = process.argv.slice(2);
if (name === undefined || !names.includes(name)) {
  console.error(`usage: npm run bench -- NAME [--size N]\nNAME is one of: ${names.join(', ')}`);
  process.exit(2);
}
const at = rest.indexOf('--size');
const size = at < 0 ? undefined : Number(rest[at + 1]);
if (size !== undefined && !(Number.isInteger(size) && size > 0)) {
  console.error('--size is a whole number above 0');
  process.exit(2);
}
const { bench } = (await import(`./${name}.bench.ts`)) as { bench: Bench };
console.log(JSON.stringify({ name, ...(await bench(size === undefined ? {} : { size })) }));
process.exit(0);
