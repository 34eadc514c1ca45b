import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRouteTable } from './route-table.ts';

const table = createRouteTable(
  [
    'GET /api/repos',
    'GET /api/repos/{repo}',
    'GET /api/repos/{repo}/files/{ref}',
    'GET /api/repos/{repo}/files/{ref}/{path*}',
    'PUT /api/repos/{repo}/files/{ref}/{path*}',
    'GET /api/tasks/{id}',
    'POST /api/tasks/delete',
    'GET /api/projects/',
    'GET /api/webhooks/',
    'GET /api/webhooks',
    'POST /api/webhooks/',
  ].map((value) => {
    const [method = '', path = ''] = value.split(' ');
    return { method, path, value };
  }),
);
const match = (method: string, path: string) => {
  const found = table.match(method, path);
  return found.type === 'found' ? [found.value.split(' ')[1], found.params] : found;
};

test('fixed parts win, parameters are decoded, HEAD is GET, a last slash makes no difference', () => {
  expect(match('GET', '/api/repos/')).toEqual(['/api/repos', {}]);
  expect(match('HEAD', '/api/repos/a%20b')).toEqual(['/api/repos/{repo}', { repo: 'a b' }]);
  expect(match('POST', '/api/tasks/delete')).toEqual(['/api/tasks/delete', {}]);
  expect(match('GET', '/api/tasks/delete')).toEqual(['/api/tasks/{id}', { id: 'delete' }]);
  expect(match('GET', '/api/projects')).toEqual(['/api/projects/', {}]);
  expect(match('GET', '/api/repos/r/files/m/')).toEqual([
    '/api/repos/{repo}/files/{ref}',
    { repo: 'r', ref: 'm' },
  ]);
});

test('two routes may differ in a last slash only', () => {
  expect(match('GET', '/api/webhooks')).toEqual(['/api/webhooks', {}]);
  expect(match('GET', '/api/webhooks/')).toEqual(['/api/webhooks/', {}]);
  expect(match('POST', '/api/webhooks')).toEqual(['/api/webhooks/', {}]);
  expect(match('PUT', '/api/webhooks')).toMatchObject({ type: 'method', allowed: ['GET', 'POST'] });
});

test('what is not there, and what is there for other methods', () => {
  expect(match('GET', '/api')).toEqual({ type: 'none' });
  expect(match('GET', '/api/repos//files/m')).toEqual({ type: 'none' });
  expect(match('DELETE', '/api/repos/r/files/m/x')).toEqual({ type: 'method', allowed: ['GET', 'PUT'] });
  expect(() => match('GET', '/api/repos/%ff')).toThrow('percent-encoded');
});

test('any name survives as the rest of a path', () => {
  const rest = (path: string) => match('GET', `/api/repos/r/files/m/${path}`);
  const params = (path: string) => ['/api/repos/{repo}/files/{ref}/{path*}', { repo: 'r', ref: 'm', path }];
  for (const raw of ['a/../b', '../..', './/c', '/d', 'e/', 'f%2F..%2Fg']) {
    expect(rest(raw)).toEqual(params(decodeURIComponent(raw)));
  }
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: 'binary' }), (name) => {
      expect(rest(encodeURIComponent(name))).toEqual(params(name));
    }),
  );
});
