import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { S3Call } from './s3-call.ts';
import { S3Error } from './s3-error.ts';
import { sendRaw } from './s3-test-server.ts';
import { answerSlowly } from './slow-answer.ts';

const answer = async (work: () => Promise<{ root: string; content: string; headers: { etag: string } }>) => {
  let thrown: unknown;
  const server = createServer((_, response) => {
    answerSlowly({ response } as S3Call, 20, work).catch((error) => {
      thrown = error;
      if (!response.writableEnded) response.writeHead(500).end();
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const got = await sendRaw(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, 'GET', '/');
  server.close();
  return { ...got, thrown };
};
const done = { root: 'Done', content: 'x', headers: { etag: '"e"' } };

test('quick work answers with its headers, and a refusal keeps its status', async () => {
  expect(await answer(async () => done)).toMatchObject({ status: 200, headers: { etag: '"e"' } });
  expect(await answer(() => Promise.reject(new S3Error('InvalidPart')))).toMatchObject({
    status: 500,
    thrown: { code: 'InvalidPart' },
  });
});

test('slow work is one document with blanks in it, a refusal an Error element', async () => {
  const slow = await answer(async () => {
    await sleep(90);
    return done;
  });
  expect(slow.text).toMatch(/^<\?xml[^>]*>\n +<Done[^>]*>x<\/Done>$/);
  const refused = await answer(async () => {
    await sleep(90);
    throw new S3Error('InvalidPart');
  });
  expect([refused.status, refused.thrown]).toEqual([200, undefined]);
  expect(refused.text).toMatch(/^<\?xml[^>]*>\n +<Error><Code>InvalidPart<\/Code>/);
});
