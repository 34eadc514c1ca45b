// `npm start`: installs what is missing, builds what changed, and becomes the server.
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ensureInstalled } from './ensure-installed.mjs';

const root = resolve(fileURLToPath(import.meta.url), '../..');
ensureInstalled(root);
const { isBuilt } = await import('./build.mjs');
if (!isBuilt()) {
  console.error('Building…');
  // in a process of its own: the bundlers would stay in the server's memory, some 450 MB
  const built = spawnSync(process.execPath, [resolve(root, 'scripts/build.mjs')], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (built.status !== 0) process.exit(built.status ?? 1);
}
await import(pathToFileURL(resolve(root, 'dist/server/main.js')).href);
