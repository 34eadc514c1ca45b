import { expect, test } from 'vitest';
import { createCallerReader } from './caller.ts';

const read = (
  config: { trustedProxies?: string[]; publicUrl?: string },
  peer: string,
  headers: Record<string, string>,
) =>
  createCallerReader({ trustedProxies: [], publicUrl: null, ...config })({
    headers,
    socket: { remoteAddress: peer } as never,
  });
const forwarded = {
  host: '10.0.0.1:8080',
  'x-forwarded-for': '6.6.6.6, 203.0.113.9, 10.1.2.3',
  'x-forwarded-proto': 'https',
  'x-forwarded-host': 'labels.example.org',
};

test('forwarded headers count from trusted proxies only', () => {
  expect(read({}, '10.0.0.7', forwarded)).toEqual({
    address: '10.0.0.7',
    host: '10.0.0.1:8080',
    secure: false,
    origin: 'http://10.0.0.1:8080',
    hosts: ['10.0.0.1:8080'],
  });
  expect(read({ trustedProxies: ['10.0.0.0/8'] }, '::ffff:10.0.0.7', forwarded)).toEqual({
    address: '203.0.113.9',
    host: 'labels.example.org',
    secure: true,
    origin: 'https://labels.example.org',
    hosts: ['10.0.0.1:8080', 'labels.example.org'],
  });
});

test('a public URL is the origin of links, and says whether its own host is secure', () => {
  const config = { publicUrl: 'https://labels.example.org' };
  expect(read(config, '127.0.0.1', { host: 'labels.example.org' })).toMatchObject({ secure: true });
  expect(read(config, '127.0.0.1', { host: '127.0.0.1:8080' })).toMatchObject({
    secure: false,
    origin: 'https://labels.example.org',
    hosts: ['127.0.0.1:8080', 'labels.example.org'],
  });
});
