import { expect, test } from 'vitest';
import { ApiError, createClient } from './create-client.ts';

type Sent = { readonly url: string; readonly init: RequestInit };

/** A client whose fetch records what would be sent, as a browser's would normalise it. */
const recorded = (answer: () => Response) => {
  const sent: Sent[] = [];
  const fetch = (async (url: string, init: RequestInit) => {
    sent.push({ url: new URL(url).href, init });
    return answer();
  }) as unknown as typeof globalThis.fetch;
  return { sent, client: createClient({ url: 'http://x', token: 't', fetch }) };
};

test('fills paths so that names arrive as they are', async () => {
  const { sent, client } = recorded(() => new Response('bytes'));
  const names = ['a/b.txt', 'a/../b', './c', 'd//e', 'ü % ?#&', '/f', 'g/'];
  for (const path of names) await client.repos.getFile({ params: { repo: 'r', ref: 'm', path } });
  const prefix = 'http://x/api/repos/r/files/m/';
  for (const [index, { url }] of sent.entries()) {
    expect(url.startsWith(prefix)).toBe(true);
    expect(decodeURIComponent(url.slice(prefix.length))).toBe(names[index]);
  }
});

test('sends the token, JSON and a query without what is absent', async () => {
  const { sent, client } = recorded(() => Response.json({ items: [] }));
  await client.repos.list({ query: { search: 'a b', cursor: undefined } });
  expect(sent[0]?.url).toBe('http://x/api/repos?search=a+b');
  expect(sent[0]?.init.headers).toMatchObject({ authorization: 'Token t' });
  await client.repos.create({ body: { name: 'x' } });
  expect(sent[1]?.init).toMatchObject({ method: 'POST', body: '{"name":"x"}' });
});

test('throws what the server refused, with its code and data', async () => {
  const refusal = { code: 'repo.not_found', detail: 'There is no repo x here.', repo: 'x' };
  const { client } = recorded(() => Response.json(refusal, { status: 404 }));
  const error = await client.repos.get({ params: { repo: 'x' } }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({ code: 'repo.not_found', status: 404, message: refusal.detail });
});
