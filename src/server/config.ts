import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { AppError } from '../shared/errors/app-error.ts';
import { isLoopback } from './http/loopback.ts';
import { type Setting, type SettingKey, settings } from './settings.ts';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

export type Config = {
  readonly port: number;
  readonly host: string;
  /** Absolute. */
  readonly dataDir: string;
  /** An origin, without a trailing slash: `https://labels.example.org`. */
  readonly publicUrl: string | null;
  /** Addresses and networks in CIDR. */
  readonly trustedProxies: readonly string[];
  /** The account to be there at start. */
  readonly bootstrap: {
    readonly email: string;
    readonly password: string | null;
    readonly token: string | null;
  } | null;
  readonly signUp: 'invite' | 'open';
  readonly auth: boolean;
  readonly allowCode: boolean;
  readonly allowPrivateUrls: boolean;
  readonly s3Port: number | null;
  readonly logLevel: LogLevel;
  readonly serviceSecret: string | null;
  readonly name: string;
};

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The configuration from the environment, then from the values of `./.env`; an empty value counts as absent.
 * Throws AppError `setting.invalid`, naming the variable, when one does not fit.
 */
export const readConfig = (environment: Environment, file: Environment = {}, cwd = process.cwd()): Config => {
  const found = (key: SettingKey): Found | undefined => find(settings[key], environment, file);
  const text = (key: SettingKey): string | null => found(key)?.value ?? null;
  const host = readHost(found('host'));
  const config: Config = {
    port: readPort(found('port')) ?? 8080,
    host: host.host,
    dataDir: resolve(cwd, text('dataDir') ?? './data'),
    publicUrl: readPublicUrl(found('publicUrl')) ?? host.publicUrl,
    trustedProxies: readProxies(found('trustedProxies')),
    bootstrap: readBootstrap(found('username'), found('password'), found('userToken')),
    signUp: readChoice(found('signUp'), ['invite', 'open']) ?? 'invite',
    auth: readSwitch(found('auth')) ?? true,
    allowCode: readSwitch(found('allowCode')) ?? false,
    allowPrivateUrls: readSwitch(found('allowPrivateUrls')) ?? false,
    s3Port: readPort(found('s3Port')),
    logLevel: readChoice(found('logLevel'), ['debug', 'info', 'warn', 'error', 'silent']) ?? 'info',
    serviceSecret: text('serviceSecret'),
    name: text('name') ?? 'Labelwright',
  };
  if (!config.auth && !isLoopback(config.host)) {
    throw invalid(
      found('auth') ?? { name: settings.auth.name, value: 'off' },
      `it may be off only on a loopback address, and the host is ${config.host}`,
    );
  }
  return config;
};

type Found = { readonly name: string; readonly value: string };

const find = (setting: Setting, ...places: readonly Environment[]): Found | undefined => {
  for (const place of places) {
    for (const name of [setting.name, ...(setting.aliases ?? [])]) {
      const value = place[name]?.trim();
      if (value) return { name, value };
    }
  }
  return undefined;
};

const secretNames: ReadonlySet<string> = new Set(
  [settings.password, settings.userToken, settings.serviceSecret].flatMap((setting: Setting) => [
    setting.name,
    ...(setting.aliases ?? []),
  ]),
);

const invalid = ({ name, value }: Found, reason: string): AppError =>
  new AppError('setting.invalid', { name, value: secretNames.has(name) ? '…' : value, reason });

const readPort = (found: Found | undefined): number | null => {
  if (!found) return null;
  if (!/^\d{1,5}$/.test(found.value) || Number(found.value) > 65_535) {
    throw invalid(found, 'a port is a number from 0 to 65535');
  }
  return Number(found.value);
};

/** Label Studio's variable of that name holds its public URL; a bare address is ours to listen on. */
const readHost = (found: Found | undefined): { host: string; publicUrl: string | null } => {
  if (!found) return { host: '127.0.0.1', publicUrl: null };
  if (/^https?:\/\//i.test(found.value)) {
    if (found.name === settings.host.name) {
      throw invalid(found, `give an address here, and the URL in ${settings.publicUrl.name}`);
    }
    return { host: '127.0.0.1', publicUrl: readPublicUrl(found) };
  }
  const host = found.value.replace(/^\[(.*)\]$/, '$1');
  if (isIP(host) === 0 && !/^[A-Za-z0-9.-]+$/.test(host))
    throw invalid(found, 'give an address or a host name');
  return { host, publicUrl: null };
};

const readPublicUrl = (found: Found | undefined): string | null => {
  if (!found) return null;
  let url: URL;
  try {
    url = new URL(found.value);
  } catch {
    throw invalid(found, 'give a whole URL, such as https://labels.example.org');
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw invalid(found, 'use http or https');
  if (url.pathname !== '/' || url.search || url.hash || url.username) {
    throw invalid(found, 'give scheme, host and port only; serving below a path is not supported');
  }
  return url.origin;
};

const readProxies = (found: Found | undefined): readonly string[] => {
  if (!found) return [];
  const items = found.value.split(',').map((item) => item.trim());
  for (const item of items) {
    const [address = '', bits, more] = item.split('/');
    const family = isIP(address);
    const most = family === 4 ? 32 : 128;
    const bitsFit = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most);
    if (family === 0 || !bitsFit || more !== undefined) {
      throw invalid(found, `${item} is no address and no network such as 10.0.0.0/8`);
    }
  }
  return items;
};

const readBootstrap = (
  username: Found | undefined,
  password: Found | undefined,
  token: Found | undefined,
): Config['bootstrap'] => {
  if (password && password.value.length < 8) throw invalid(password, 'use at least 8 characters');
  if (token && !/^[A-Za-z0-9]{20,64}$/.test(token.value)) throw invalid(token, 'use 20 to 64 of A-Z a-z 0-9');
  if (!username) {
    const alone = password ?? token;
    if (alone) throw invalid(alone, `it needs ${settings.username.name} too`);
    return null;
  }
  if (!password && !token) throw invalid(username, `it needs ${settings.password.name} too`);
  if (!/^[^@\s]+@[^@\s]+$/.test(username.value)) throw invalid(username, 'it is an e-mail address');
  return {
    email: username.value.toLowerCase(),
    password: password?.value ?? null,
    token: token?.value ?? null,
  };
};

const readChoice = <const Choice extends string>(
  found: Found | undefined,
  choices: readonly Choice[],
): Choice | null => {
  if (!found) return null;
  const choice = choices.find((candidate) => candidate === found.value.toLowerCase());
  if (!choice) throw invalid(found, `use ${choices.join(' or ')}`);
  return choice;
};

const readSwitch = (found: Found | undefined): boolean | null => {
  if (!found) return null;
  if (/^(1|on|true|yes)$/i.test(found.value)) return true;
  if (/^(0|off|false|no)$/i.test(found.value)) return false;
  throw invalid(found, 'use on or off');
};
