import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The build when it is of this source, else the source. */
const program = async (): Promise<readonly string[]> => {
  const script: string = new URL('../scripts/build.mjs', import.meta.url).href;
  const { isBuilt } = (await import(/* @vite-ignore */ script)) as { isBuilt: () => boolean };
  if (isBuilt()) return [fileURLToPath(new URL('../dist/cli/main.js', import.meta.url))];
  return [
    '--import',
    import.meta.resolve('tsx'),
    fileURLToPath(new URL('../src/cli/main.ts', import.meta.url)),
  ];
};
const programFound = program();

/** Nobody’s own settings are read or written. */
const home = mkdtempSync(join(tmpdir(), 'lw-home-'));
process.once('exit', () => rmSync(home, { recursive: true, force: true }));

export type LwResult = { readonly code: number; readonly out: string; readonly err: string };

/** Runs the command line from source against a server, as a user's shell would. */
export const runLw = async (
  server: { readonly url: string; readonly token: string },
  args: readonly string[],
  options: { readonly input?: string; readonly cwd?: string } = {},
): Promise<LwResult> => {
  const child = spawn(process.execPath, [...(await programFound), ...args], {
    cwd: options.cwd,
    env: { ...process.env, HOME: home, LABELWRIGHT_URL: server.url, LABELWRIGHT_TOKEN: server.token },
  });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (part: Buffer) => out.push(part));
  child.stderr.on('data', (part: Buffer) => err.push(part));
  child.stdin.end(options.input ?? '');
  const code = await new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => resolve(status ?? -1));
  });
  return { code, out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() };
};

/** The same, and it must succeed. */
export const lw = async (...given: Parameters<typeof runLw>): Promise<string> => {
  const { code, out, err } = await runLw(...given);
  if (code !== 0) throw new Error(`lw ${given[1].join(' ')} exited with ${code}: ${err}`);
  return out;
};
