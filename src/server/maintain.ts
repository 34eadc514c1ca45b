import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { AppError } from '../shared/errors/app-error.ts';
import { backupCommand, restoreBackupCommand } from './admin/backup.ts';
import { fsckCommand } from './admin/fsck.ts';
import type { MaintenanceCommand } from './admin/maintenance-command.ts';
import { resetPasswordCommand } from './admin/reset-password.ts';
import { readConfig } from './config.ts';
import { readEnvFile } from './read-env-file.ts';

/*
 * The program behind `./lw admin reset-password`, `fsck`, `backup` and `restore-backup`: it works on a data folder
 * itself. `node maintain.js COMMAND [ARGUMENT …] [--data FOLDER] [--raw] [--SWITCH …]`.
 */

const commands: readonly MaintenanceCommand[] = [
  resetPasswordCommand,
  fsckCommand,
  backupCommand,
  restoreBackupCommand,
];

const main = async (): Promise<number> => {
  process.umask(0o077);
  const [name, ...rest] = process.argv.slice(2);
  const command = commands.find((candidate) => candidate.name === name);
  if (!command) {
    process.stderr.write(`error usage: there is ${commands.map((known) => known.name).join(', ')}\n`);
    return 2;
  }
  const { args, flags, data } = readArguments(rest);
  return command.run({
    dataDir: data ?? configuredFolder(),
    args,
    flags,
    raw: flags.has('raw'),
    print: (text) => process.stdout.write(`${text}\n`),
  });
};

const readArguments = (words: readonly string[]) => {
  const args: string[] = [];
  const flags = new Set<string>();
  let data: string | undefined;
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (word === '--data') {
      at += 1;
      data = resolve(words[at] ?? '.');
    } else if (word.startsWith('--')) flags.add(word.slice(2));
    else args.push(word);
  }
  return { args, flags, data };
};

const configuredFolder = (): string => {
  const file = existsSync('.env') ? readEnvFile(readFileSync('.env', 'utf8')) : {};
  return readConfig(process.env, file).dataDir;
};

// nobody reads on (`fsck | head`): the work still ends, and its exit code still says how
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const known = error instanceof AppError;
    const text = known
      ? `error ${error.code}: ${error.message}`
      : `error internal: ${(error as Error).stack}`;
    process.stderr.write(`${text}\n`);
    process.exitCode = 1;
  },
);
