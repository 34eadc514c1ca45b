import { expect, test } from 'vitest';
import { redactUrl } from './http/redact-url.ts';
import { createLog } from './log.ts';

const capture = () => {
  const lines: string[] = [];
  return { lines, log: createLog('info', { write: (line) => lines.push(line) }) };
};

test('secrets never reach the log', () => {
  const { lines, log } = capture();
  log.info('request', {
    url: '/api/x?token=tttt&a=1&X-Amz-Signature=ssss',
    headers: { authorization: 'Token aaaa', cookie: 'lw_session=cccc', 'user-agent': 'curl' },
    token: 'uuuu',
  });
  const line = lines.join('');
  for (const leaked of ['tttt', 'ssss', 'aaaa', 'cccc', 'uuuu']) expect(line).not.toContain(leaked);
  expect(JSON.parse(line)).toMatchObject({
    level: 'info',
    msg: 'request',
    headers: { 'user-agent': 'curl' },
  });
  expect(line).toContain('a=1');
});

test('levels, children and errors', () => {
  const { lines, log } = capture();
  log.debug('unheard');
  log.child({ id: 'r1' }).error('broke', { error: new Error('why') });
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ id: 'r1', error: { message: 'why' } });
});

test('redacts S3 presigned URLs, where a token may be the access key', () => {
  const url = '/b/k?AWSAccessKeyId=tok&Signature=sig%2B&Expires=9';
  expect(redactUrl(url)).toBe('/b/k?AWSAccessKeyId=…&Signature=…&Expires=9');
  expect(redactUrl('/b?x=1&X-Amz-Credential=tok%2F2025')).toBe('/b?x=1&X-Amz-Credential=…');
});
