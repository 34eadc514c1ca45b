import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import type { AppError } from '../../shared/errors/app-error.ts';
import { checkCustomHeaders } from './custom-headers.ts';
import { checkUrl, guardedFetch, type Resolve } from './guarded-fetch.ts';
import { isPublicAddress } from './public-address.ts';

const code = (work: () => unknown): Promise<string> =>
  Promise.resolve()
    .then(work)
    .then(
      () => 'no error',
      (error: AppError) => error.code,
    );

const dotted = (value: number): string =>
  [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255].join('.');
const range = (first: string, bits: number) => {
  const from = first.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  return fc.integer({ min: from, max: from + 2 ** (32 - bits) - 1 });
};
const privateV4 = fc.oneof(
  range('10.0.0.0', 8),
  range('127.0.0.0', 8),
  range('172.16.0.0', 12),
  range('192.168.0.0', 16),
  range('169.254.0.0', 16),
  range('100.64.0.0', 10),
  range('0.0.0.0', 8),
  range('224.0.0.0', 3),
);
const publicV4 = fc.oneof(
  range('1.0.0.0', 8),
  range('93.0.0.0', 8),
  range('172.32.0.0', 12),
  range('11.0.0.0', 8),
);
const hex = (value: number): string => value.toString(16);
/** Every spelling of an IPv4 address that URL parsers of some client read. */
const spellings = (value: number): string[] => [
  dotted(value),
  `${dotted(value)}.`,
  String(value),
  `0x${hex(value)}`,
  `0${value.toString(8)}`,
  dotted(value)
    .split('.')
    .map((part) => `0x${hex(Number(part))}`)
    .join('.'),
  dotted(value)
    .split('.')
    .map((part) => `0${Number(part).toString(8)}`)
    .join('.'),
  `${value >>> 24}.${value & 0xffffff}`,
  `${value >>> 24}.${(value >>> 16) & 255}.${value & 0xffff}`,
  [...dotted(value)].map((char) => (char === '.' ? '。' : char)).join(''),
];
const carriers = (value: number): string[] => {
  const [high, low] = [hex(value >>> 16), hex(value & 0xffff)];
  return [
    `::ffff:${dotted(value)}`,
    `::ffff:${high}:${low}`,
    `0:0:0:0:0:ffff:${high}:${low}`,
    `0000:0000:0000:0000:0000:FFFF:${dotted(value)}`,
    `64:ff9b::${dotted(value)}`,
  ];
};

describe('addresses', () => {
  test('private IPv4 is refused in every spelling, public is let through', () => {
    fc.assert(
      fc.property(privateV4, (value) => {
        expect(isPublicAddress(dotted(value))).toBe(false);
        for (const host of spellings(value))
          expect(() => checkUrl(`http://${host}/x`, false), host).toThrow('private address');
      }),
    );
    fc.assert(
      fc.property(publicV4, (value) => {
        expect(isPublicAddress(dotted(value))).toBe(true);
        for (const host of spellings(value))
          expect(checkUrl(`http://${host}/`, false).hostname).toBe(dotted(value));
      }),
    );
  });

  test('IPv6 that carries an IPv4 address is judged by it', () => {
    fc.assert(
      fc.property(privateV4, (value) => {
        for (const address of carriers(value)) {
          expect(isPublicAddress(address), address).toBe(false);
          expect(() => checkUrl(`https://[${address}]:8443/`, false)).toThrow('private address');
        }
        for (const address of [`::${dotted(value)}`, `2002:${hex(value >>> 16)}:${hex(value & 0xffff)}::1`])
          expect(isPublicAddress(address), address).toBe(false);
      }),
    );
    fc.assert(
      fc.property(publicV4, (value) => {
        for (const address of carriers(value)) expect(isPublicAddress(address), address).toBe(true);
      }),
    );
  });

  test('of IPv6 only global unicast is public', () => {
    const groups = fc.array(fc.integer({ min: 0, max: 0xffff }), { minLength: 7, maxLength: 7 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffff }), groups, (first, rest) => {
        // two groups whose other meaning has a test of its own
        fc.pre(first !== 0x64 && first !== 0 && first !== 0x2001 && first !== 0x2002 && first !== 0x3fff);
        fc.pre(rest[4] !== 0x5efe);
        const address = [first, ...rest].map(hex).join(':');
        expect(isPublicAddress(address), address).toBe(first >= 0x2000 && first < 0x4000);
      }),
    );
    const closed = ['::1', '::', 'fe80::1', 'fe80::1%eth0', 'fc00::1', 'fd00:ec2::254', 'ff02::1', 'fec0::1'];
    const odd = ['2001:db8::1', '2001::1', '3fff::1', '64:ff9b:1::1', '2002:7f00:1::', '2600::5efe:10.0.0.1'];
    for (const address of [...closed, ...odd, '', 'localhost', '1.2.3', '::ffff:1.2.3.4.5'])
      expect(isPublicAddress(address), address).toBe(false);
    for (const address of ['2606:4700:4700::1111', '2001:4860:4860::8888', '2a00:1450::1', '168.63.129.17'])
      expect(isPublicAddress(address), address).toBe(true);
    for (const address of ['169.254.169.254', '100.100.100.200', '192.0.0.192', '168.63.129.16'])
      expect(isPublicAddress(address), address).toBe(false);
  });

  test('only whole http and https URLs without credentials are taken', async () => {
    const bad = [
      'file:///etc/passwd',
      'gopher://x/',
      'ftp://x/',
      'data:,x',
      'javascript:1',
      '/x',
      'http://',
      '',
    ];
    for (const url of [...bad, 'http://a:b@example.org/', `http://e.org/${'x'.repeat(2048)}`])
      expect(await code(() => checkUrl(url, true)), url).toBe('url.invalid');
  });

  test('headers cannot begin others, frame the message or pose as ours', () => {
    expect(() => checkCustomHeaders({ Authorization: 'Bearer x', 'X-Own': 'é' })).not.toThrow();
    for (const name of [
      'Host',
      'connection',
      'Content-Length',
      'Transfer-Encoding',
      'X-LW-Signature',
      'a b',
      'a:',
      '',
    ])
      expect(() => checkCustomHeaders({ [name]: 'x' }), name).toThrow('headers');
    expect(() => checkCustomHeaders({ a: '1', A: '2' })).toThrow('twice');
    expect(() =>
      checkCustomHeaders(Object.fromEntries(Array.from({ length: 11 }, (_, n) => [`h${n}`, '']))),
    ).toThrow();
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('\r', '\n', '\0', '\x7f', '☃'), fc.string(), (a, bad, b) => {
        expect(() => checkCustomHeaders({ x: a + bad + b })).toThrow('headers');
      }),
    );
  });
});

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});
const serve = async (
  handle: (incoming: IncomingMessage, outgoing: ServerResponse) => void,
): Promise<number> => {
  const server = createServer(handle);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
};
const to =
  (...addresses: string[]): Resolve =>
  async () =>
    addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));

describe('fetching', () => {
  test('a name that leads to this machine is refused unless that is allowed', async () => {
    let asked = 0;
    const port = await serve((incoming, outgoing) => {
      asked += 1;
      outgoing.end(`hello ${incoming.headers.host}`);
    });
    const url = `http://inside.example:${port}/`;
    for (const resolve of [to('127.0.0.1'), to('93.184.215.14', '127.0.0.1'), to('::ffff:127.0.0.1')])
      expect(await code(() => guardedFetch({ url, allowPrivate: false, resolve }))).toBe('url.private');
    expect(await code(() => guardedFetch({ url: `http://localhost:${port}`, allowPrivate: false }))).toBe(
      'url.private',
    );
    expect(asked).toBe(0);
    const answer = await guardedFetch({ url, allowPrivate: true, resolve: to('127.0.0.1') });
    expect(answer.body.toString()).toBe(`hello inside.example:${port}`);
  });

  test('a name is resolved once, and the connection goes where it led then', async () => {
    const port = await serve((_, outgoing) => void outgoing.end('reached'));
    let times = 0;
    const rebinding: Resolve = async () => {
      times += 1;
      return [{ address: times === 1 ? '127.0.0.1' : '127.0.0.2', family: 4 }];
    };
    const url = `http://rebinding.example:${port}/`;
    const answer = await guardedFetch({ url, allowPrivate: true, resolve: rebinding });
    expect([answer.body.toString(), times]).toEqual(['reached', 1]);
  });

  test('a redirect is checked like the first address, loses the headers of another origin, and ends', async () => {
    const seen: (string | undefined)[] = [];
    const port = await serve((incoming, outgoing) => {
      seen.push(`${incoming.method} ${incoming.url} ${incoming.headers['x-key'] ?? '-'}`);
      const where = new URL(incoming.url ?? '/', 'http://x').searchParams.get('to');
      if (where === null) return void outgoing.end('there');
      outgoing.writeHead(incoming.url?.includes('303') ? 303 : 307, { location: where }).end();
    });
    const base = `http://a.example:${port}`;
    const fetch = (path: string, more = {}) =>
      guardedFetch({
        url: base + path,
        allowPrivate: true,
        resolve: to('127.0.0.1'),
        headers: { 'x-key': 'k' },
        ...more,
      });
    expect((await fetch('/?to=/two')).body.toString()).toBe('there');
    await fetch(`/?to=${encodeURIComponent(`http://b.example:${port}/three`)}`);
    await fetch('/?303&to=/four', { method: 'POST', body: Buffer.from('x') });
    expect(seen.filter((line) => !line?.includes('to='))).toEqual([
      'GET /two k',
      'GET /three -',
      'GET /four k',
    ]);
    expect((await fetch('/?to=/two', { maxRedirects: 0 })).status).toBe(307);
    expect(await code(() => fetch('/?to=file:///etc/passwd'))).toBe('url.invalid');
    expect(await code(() => fetch(`/?to=${encodeURIComponent('?to=')}`))).toBe('url.unreachable');
  });

  test('a public host that redirects inside is refused', async () => {
    // the resolver lets the first look public; the address that is used is this machine's
    const port = await serve(
      (_, outgoing) => void outgoing.writeHead(302, { location: `http://127.0.0.1:${port}/in` }).end(),
    );
    const names: string[] = [];
    const resolve: Resolve = async (name) => {
      names.push(name);
      return [{ address: '127.0.0.1', family: 4 }];
    };
    const request = {
      url: `http://public.example:${port}/`,
      resolve,
      // open for the first step only, as a public address is
      get allowPrivate() {
        return names.length === 0;
      },
    };
    expect(await code(() => guardedFetch(request))).toBe('url.private');
    expect(names).toEqual(['public.example']);
  });

  test('time and size are limited', async () => {
    const port = await serve((incoming, outgoing) => {
      if (incoming.url === '/slow') return;
      outgoing.write('x'.repeat(2000));
      if (incoming.url === '/long') outgoing.end('y'.repeat(2000));
    });
    const url = `http://127.0.0.1:${port}`;
    const ask = (path: string, more = {}) =>
      guardedFetch({ url: url + path, allowPrivate: true, timeoutMs: 200, maxBytes: 3000, ...more });
    await expect(ask('/slow')).rejects.toThrow('no answer within 0.2 s');
    await expect(ask('/drip')).rejects.toThrow('no answer within 0.2 s');
    expect(await code(() => ask('/long'))).toBe('url.too_large');
    expect((await ask('/long', { longBody: 'cut' })).body.byteLength).toBe(3000);
    const never: Resolve = () => new Promise(() => {});
    await expect(ask('', { url: 'http://slow.example/', resolve: never })).rejects.toThrow(
      'no answer within',
    );
    const nobody = await serve(() => {});
    servers.pop()?.close();
    await expect(ask('', { url: `http://127.0.0.1:${nobody}/` })).rejects.toThrow('refused');
  });
});
