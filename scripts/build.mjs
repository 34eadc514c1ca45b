// Builds dist/: the server and the command line by esbuild, the web app by Vite. `--server` leaves the web app out.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(fileURLToPath(import.meta.url), '../..');

/** A name for everything that the build reads, so that a second start builds nothing. */
export const sourceStamp = () => {
  const hash = createHash('sha256').update(process.versions.node);
  const visit = (path) => {
    if (statSync(path).isDirectory()) for (const name of readdirSync(path).sort()) visit(join(path, name));
    else if (!/\.(test|suite)\.tsx?$/.test(path))
      hash.update(path.slice(root.length)).update(readFileSync(path));
  };
  for (const part of ['src', 'package-lock.json', 'vite.config.ts', 'scripts/build.mjs'])
    visit(join(root, part));
  return hash.digest('hex');
};

const stampFile = join(root, 'dist', '.source');
export const isBuilt = () => existsSync(stampFile) && readFileSync(stampFile, 'utf8') === sourceStamp();

/** The editor alone, as one module for other people's pages: `mountEditor`, `mountRegionList`. */
export const buildEditor = async (outfile) => {
  const esbuild = await import('esbuild');
  await esbuild.build({
    absWorkingDir: root,
    stdin: {
      contents: `export { mountEditor } from './src/editor/mount-editor.ts';
        export { mountRegionList } from './src/editor/mount-region-list.ts';`,
      resolveDir: root,
      loader: 'ts',
    },
    outfile,
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    sourcemap: true,
    logLevel: 'warning',
  });
};

export const build = async ({ web = true } = {}) => {
  const stamp = sourceStamp();
  const esbuild = await import('esbuild');
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: {
      'server/main': 'src/server/main.ts',
      'server/maintain': 'src/server/maintain.ts',
      'server/sqlite-thread': 'src/db/sqlite-thread.ts',
      'server/train-thread': 'src/learning/train-thread.ts',
      'cli/main': 'src/cli/main.ts',
    },
    outdir: 'dist',
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    sourcemap: true,
    logLevel: 'warning',
  });
  if (web) {
    await buildEditor(join(root, 'dist/editor/labelwright-editor.js'));
    const vite = await import('vite');
    await vite.build({ configFile: join(root, 'vite.config.ts'), logLevel: 'warn' });
    mkdirSync(join(root, 'dist'), { recursive: true });
    writeFileSync(stampFile, stamp);
  }
};

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await build({ web: !process.argv.includes('--server') });
}
