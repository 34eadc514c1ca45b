// `npm start`: installs what is missing, builds what changed, and becomes the server.
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ensureInstalled } from './ensure-installed.mjs';

const root = resolve(fileURLToPath(import.meta.url), '../..');
ensureInstalled(root);
const { build, isBuilt } = await import('./build.mjs');
if (!isBuilt()) {
  console.error('Building…');
  await build();
}
await import(pathToFileURL(resolve(root, 'dist/server/main.js')).href);
