import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { openDatabase } from './open-database.ts';

const migrations = [
  {
    name: '0001-crash',
    statements: [
      'CREATE TABLE pair (id integer PRIMARY KEY, half integer NOT NULL, client integer NOT NULL)',
    ],
  },
];

/** Writes pairs for ever from 16 clients, and prints the id of each pair whose write was answered. */
const program = (file: string) => `
  import { openDatabase } from ${JSON.stringify(new URL('./open-database.ts', import.meta.url).pathname)};
  const db = await openDatabase({ file: ${JSON.stringify(file)}, migrations: ${JSON.stringify(migrations)} });
  const sql = 'INSERT INTO pair (id, half, client) VALUES (?, ?, ?)';
  const client = async (name) => {
    for (let n = 0; ; n += 1) {
      const id = (n * 16 + name) * 2;
      await db.write([0, 1].map((half) => ({ sql, parameters: [id + half, half, name], expect: 1 })));
      process.stdout.write(id + '\\n');
    }
  };
  await Promise.all(Array.from({ length: 16 }, (_, name) => client(name)));`;

test('bundled, with its threads beside it: what was answered survives kill -9, and no plan is half there', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lw-crash-'));
  const file = join(folder, 'x.sqlite');
  const entry = join(folder, 'main.mjs');
  writeFileSync(entry, program(file));
  const require = createRequire(import.meta.url);
  // the drivers stay outside the bundle; a path leads to them from the temporary folder
  const nodePath = join(require.resolve('esbuild/package.json'), '..', '..');
  await build({
    entryPoints: { main: entry, 'sqlite-thread': new URL('./sqlite-thread.ts', import.meta.url).pathname },
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    outdir: join(folder, 'dist'),
    logLevel: 'error',
  });
  try {
    for (const wait of [30, 90, 200]) {
      const args = [join(folder, 'dist', 'main.js')];
      const child = spawn(process.execPath, args, {
        stdio: ['ignore', 'pipe', 'inherit'],
        env: { ...process.env, NODE_PATH: nodePath },
      });
      const said: string[] = [];
      child.stdout.on('data', (chunk) => said.push(String(chunk)));
      await once(child.stdout, 'data');
      await new Promise((resolve) => setTimeout(resolve, wait));
      child.kill('SIGKILL');
      await once(child, 'close');
      const lines = said.join('').split('\n');
      // the last line may be cut by the kill
      const answered = lines.slice(0, -1).map(Number);
      const db = await openDatabase({ file, migrations, threads: false });
      const read = <Row>(sql: string) => db.read<Row>({ compile: () => ({ sql, parameters: [] }) } as never);
      const ids = new Set((await read<{ id: number }>('SELECT id FROM pair')).map(({ id }) => id));
      expect(answered.length).toBeGreaterThan(0);
      expect(answered.filter((id) => !ids.has(id) || !ids.has(id + 1))).toEqual([]);
      expect([...ids].filter((id) => !ids.has(id % 2 === 0 ? id + 1 : id - 1))).toEqual([]);
      expect(await read('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
      await db.write([{ sql: 'DELETE FROM pair', parameters: [] }]);
      await db.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
