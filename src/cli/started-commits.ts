import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/* What `start commit` set aside: a branch's commit policy, until `finish commit` puts it back. */

const file = () => join(homedir(), '.labelwright', 'started.json');
const keyOf = (url: string, branch: string): string => `${url} ${branch}`;

const readAll = (): Readonly<Record<string, string>> => {
  try {
    return JSON.parse(readFileSync(file(), 'utf8')) as Readonly<Record<string, string>>;
  } catch {
    return {};
  }
};

const writeAll = (policies: Readonly<Record<string, string>>): void => {
  mkdirSync(join(homedir(), '.labelwright'), { recursive: true, mode: 0o700 });
  writeFileSync(file(), `${JSON.stringify(policies, null, 2)}\n`, { mode: 0o600 });
};

/** Keeps the policy that `repo@branch` of a server had; a second start keeps the first one's. */
export const keepPolicy = (url: string, branch: string, policy: string): void => {
  const known = readAll();
  if (known[keyOf(url, branch)] === undefined) writeAll({ ...known, [keyOf(url, branch)]: policy });
};

/** The policy to go back to, forgotten here; undefined when the commit was not started from here. */
export const takePolicy = (url: string, branch: string): string | undefined => {
  const { [keyOf(url, branch)]: policy, ...rest } = readAll();
  if (policy !== undefined) writeAll(rest);
  return policy;
};
