import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { AppError } from '../shared/errors/app-error.ts';
import { readConfig } from './config.ts';
import { envExample } from './env-example.ts';
import { readEnvFile } from './read-env-file.ts';
import { type Setting, settings } from './settings.ts';

const refusal = (environment: Record<string, string>): AppError => {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
};

describe('readConfig', () => {
  test('has the documented defaults', () => {
    expect(readConfig({}, {}, '/srv')).toEqual({
      port: 8080,
      host: '127.0.0.1',
      dataDir: '/srv/data',
      publicUrl: null,
      trustedProxies: [],
      bootstrap: null,
      signUp: 'invite',
      auth: true,
      allowCode: false,
      allowPrivateUrls: false,
      s3Port: null,
      logLevel: 'info',
      serviceSecret: null,
      name: 'Labelwright',
    });
  });

  test('the environment wins over the file, our name over an alias, and empty is absent', () => {
    expect(readConfig({ LABELWRIGHT_PORT: '1' }, { LABELWRIGHT_PORT: '2' }).port).toBe(1);
    expect(readConfig({ LABELWRIGHT_PORT: ' ' }, { LABELWRIGHT_PORT: '2' }).port).toBe(2);
    expect(readConfig({ LABELWRIGHT_PORT: '1', CDSW_APP_PORT: '3' }).port).toBe(1);
    expect(readConfig({ CDSW_APP_PORT: '3' }).port).toBe(3);
    expect(readConfig({ SERVICE_SECRET: 's' }).serviceSecret).toBe('s');
  });

  test('a URL in LABEL_STUDIO_HOST is the public URL', () => {
    const config = readConfig({ LABEL_STUDIO_HOST: 'https://labels.example.org/' });
    expect(config).toMatchObject({ host: '127.0.0.1', publicUrl: 'https://labels.example.org' });
    expect(readConfig({ LABEL_STUDIO_HOST: '0.0.0.0' }).host).toBe('0.0.0.0');
  });

  test('auth may be off on loopback only', () => {
    expect(readConfig({ LABELWRIGHT_AUTH: 'off' }).auth).toBe(false);
    expect(refusal({ LABELWRIGHT_AUTH: 'off', LABELWRIGHT_HOST: '0.0.0.0' }).message).toContain('loopback');
  });

  test.each([
    [{ LABELWRIGHT_PORT: '70000' }, 'LABELWRIGHT_PORT'],
    [{ LABELWRIGHT_SIGNUP: 'maybe' }, 'invite or open'],
    [{ LABELWRIGHT_PUBLIC_URL: 'labels.example.org' }, 'whole URL'],
    [{ LABELWRIGHT_PUBLIC_URL: 'https://a.example/below' }, 'below a path'],
    [{ LABELWRIGHT_TRUSTED_PROXIES: '10.0.0.0/40' }, '10.0.0.0/40'],
    [{ LABELWRIGHT_USERNAME: 'a@b.c' }, 'LABELWRIGHT_PASSWORD'],
    [{ LABELWRIGHT_PASSWORD: 'long enough' }, 'LABELWRIGHT_USERNAME'],
    [{ LABELWRIGHT_ALLOW_CODE: '2' }, 'on or off'],
  ])('refuses %j by name', (environment, text) => {
    const error = refusal(environment);
    expect(error.code).toBe('setting.invalid');
    expect(error.message).toContain(text);
  });

  test('a secret that does not fit is not repeated', () => {
    const error = refusal({ LABELWRIGHT_USERNAME: 'a@b.c', LABELWRIGHT_USER_TOKEN: 'short-secret' });
    expect(JSON.stringify(error)).not.toContain('short-secret');
  });
});

test('reads .env files', () => {
  const text = `# comment\nA=1\nexport B = two # note\nC='it # is'\nD="a\\n\\"b\\""\n\nnonsense\nE=\nF=a#b`;
  expect(readEnvFile(text)).toEqual({ A: '1', B: 'two', C: 'it # is', D: 'a\n"b"', E: '', F: 'a#b' });
});

test('.env.example lists every setting, and the examples are good values', () => {
  expect(readFileSync(new URL('../../.env.example', import.meta.url), 'utf8')).toBe(envExample());
  const examples = Object.fromEntries(Object.values(settings).map((s: Setting) => [s.name, s.example]));
  expect(() => readConfig(examples)).not.toThrow();
  for (const setting of Object.values(settings)) expect(envExample()).toContain(setting.name);
});
