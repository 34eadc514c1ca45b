import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

export type CliSettings = { readonly url: string; readonly token: string | undefined };

const file = () => join(homedir(), '.labelwright', 'config.json');

/** From the environment, else from what `auth login` wrote. */
export const readSettings = (environment: NodeJS.ProcessEnv): CliSettings => {
  const stored = readStored();
  return {
    url: (environment['LABELWRIGHT_URL'] || stored.url || 'http://127.0.0.1:8080').replace(/\/+$/, ''),
    token: environment['LABELWRIGHT_TOKEN'] || stored.token,
  };
};

const readStored = (): Partial<CliSettings> => {
  try {
    return JSON.parse(readFileSync(file(), 'utf8')) as Partial<CliSettings>;
  } catch {
    return {};
  }
};

/** Keeps the address and the token for this user only (mode 0600). */
export const writeSettings = (settings: { url: string; token: string }): string => {
  mkdirSync(join(homedir(), '.labelwright'), { recursive: true, mode: 0o700 });
  writeFileSync(file(), `${JSON.stringify(settings, null, 2)}\n`, { mode: 0o600 });
  chmodSync(file(), 0o600);
  return file();
};
