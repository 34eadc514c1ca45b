import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { expect, test } from 'vitest';

/** The path of a program: the Python environment `.venv/bin` of this folder first, then PATH. */
export const findTool = (name: string): string | undefined =>
  [resolve('.venv/bin'), ...(process.env.PATH ?? '').split(delimiter)]
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, name))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });

/**
 * A test of an outside client. Without its tool it is reported as skipped by name; with CI=true the absence
 * is a failure, since there the tools are installed first.
 */
export const clientTest = (
  tool: string,
  present: boolean,
  name: string,
  run: () => Promise<void>,
  timeout = 120_000,
): void => {
  if (present) test(name, run, timeout);
  else if (process.env.CI === 'true')
    test(name, () => expect.fail(`${tool} is not installed; .ci/run installs it`));
  else test.skip(`${name} (${tool} is not installed)`, () => {});
};

export type Ran = { readonly code: number; readonly stdout: string; readonly stderr: string };

/** This machine's own settings of the clients are not what is tested. */
const inherited = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(?:AWS|RCLONE|BOTO)_/.test(name)));

/** Runs a program to its end, its input empty. */
export const runTool = (
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Ran> =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      env: { ...inherited(), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => void (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => void (stderr += text));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? -1, stdout, stderr }));
  });
