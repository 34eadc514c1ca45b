import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CliRefused } from './exit.ts';

/**
 * Runs the server's maintenance program, which works on a data folder itself; the command line has no door
 * of its own to the store. Exits with what that program answers.
 */
export const runMaintenance = async (args: readonly string[]): Promise<void> => {
  const built = fileURLToPath(new URL('../server/maintain.js', import.meta.url));
  const source = fileURLToPath(new URL('../server/maintain.ts', import.meta.url));
  const program = existsSync(built) ? [built] : ['--import', 'tsx', source];
  const child = spawn(process.execPath, [...program, ...args], { stdio: 'inherit' });
  const code = await new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (status) => resolve(status ?? 1));
  });
  if (code < 0) throw new CliRefused('internal', 'the maintenance program did not start');
  process.exitCode = code;
};
