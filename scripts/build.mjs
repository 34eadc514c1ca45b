// Builds dist/: the server and the command line by esbuild, the web app by Vite. `--server` leaves the web app out.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
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

/** The doors of the editor's module, and the types that they speak, by file of src/editor. */
const editorDoors = { 'mount-editor': 'mountEditor', 'mount-region-list': 'mountRegionList' };
const editorTypes = 'Editor, EditorCallbacks, EditorCommands, EditorOptions, EditorTask';

/** The editor alone, as one module with its types, for other people's pages: `mountEditor`, `mountRegionList`. */
export const buildEditor = async (outfile) => {
  const esbuild = await import('esbuild');
  await esbuild.build({
    absWorkingDir: root,
    stdin: {
      contents: Object.entries(editorDoors)
        .map(([file, name]) => `export { ${name} } from './src/editor/${file}.ts';`)
        .join('\n'),
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
  const tsc = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/typescript/bin/tsc'),
      ...['-p', join(root, 'tsconfig.editor.json'), '--outDir', join(dirname(outfile), 'types')],
    ],
    { encoding: 'utf8' },
  );
  if (tsc.status !== 0) throw new Error(`the editor's types could not be written:\n${tsc.stdout}`);
  const doors = Object.entries(editorDoors).map(
    ([file, name]) => `export { ${name} } from './types/editor/${file}.js';\n`,
  );
  writeFileSync(
    outfile.replace(/\.js$/, '.d.ts'),
    `${doors.join('')}export type { ${editorTypes} } from './types/editor/editor.js';\n`,
  );
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
