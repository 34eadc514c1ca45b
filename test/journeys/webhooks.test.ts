import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Client } from '../../src/client/create-client.ts';
import { hasChromium } from '../editor/editor-page.ts';
import type { RunningServer } from '../start-server.ts';
import { beginJourney, type Journey } from './begin-journey.ts';

/*
 * Another program is told of commits, as a manager sets it up and sees it in a browser; the receiver is a real HTTP
 * server that holds every signature against the secret that was shown once. The steps build on each other.
 */

type Received = { readonly headers: IncomingHttpHeaders; readonly body: string };

let journey: Journey;
let client: Client;
let server: RunningServer;
let page: Page;
let receiver: Server;
let hook = '';
let secret = '';
let answer = 204;
const received: Received[] = [];
const put = (text: string) =>
  client.repos.putFile({
    params: { repo: 'raw', ref: 'master', path: 'a.txt' },
    body: Buffer.from(text),
  });
const commit = async (text: string) => {
  await put(text);
  await client.repos.commitBranch({
    params: { repo: 'raw', branch: 'master' },
    body: { message: `a says ${text}` },
  });
};
const deliveries = () => page.getByRole('list', { name: 'Deliveries' }).getByRole('listitem');

beforeAll(async () => {
  if (!hasChromium) return;
  receiver = createServer((incoming, outgoing) => {
    let body = '';
    incoming.setEncoding('utf8').on('data', (part: string) => (body += part));
    incoming.on('end', () => {
      received.push({ headers: incoming.headers, body });
      outgoing.writeHead(answer).end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  hook = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
  // the receiver is on this machine, which the guard of user-given URLs refuses otherwise
  journey = await beginJourney({ env: { LABELWRIGHT_ALLOW_PRIVATE_URLS: '1' } });
  ({ client, page, server } = journey);
  await client.repos.create({ body: { name: 'raw' } });
}, 60_000);
afterAll(async () => {
  await journey?.end();
  receiver?.close();
});

describe.skipIf(!hasChromium)('another program is told of commits', { timeout: 60_000 }, () => {
  test('a webhook is added from the account menu; its secret is shown once', async () => {
    await page.getByRole('button', { name: 'Account menu' }).click();
    await page.getByRole('menuitem', { name: 'Webhooks' }).click();
    await page.getByText('Nobody is told of commits yet').waitFor();
    await page.getByRole('button', { name: 'Add a webhook' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('URL').fill(hook);
    await dialog.getByLabel('Only repo').selectOption('raw');
    await dialog.getByLabel('Headers to send along').fill('no header at all');
    await dialog.getByRole('button', { name: 'Add the webhook' }).click();
    await dialog.getByText('“no header at all” is no header.').waitFor();
    await dialog.getByLabel('Headers to send along').fill('X-Team: vision');
    await dialog.getByRole('button', { name: 'Add the webhook' }).click();
    await dialog.getByText('Copy the secret now').waitFor();
    secret = await dialog.getByRole('definition').locator('code').innerText();
    await dialog.getByRole('button', { name: 'I have it' }).click();
    const row = page.getByRole('table', { name: 'Webhooks' }).getByRole('row').filter({ hasText: hook });
    await row.getByText('none yet').waitFor();
    await row.getByText('raw', { exact: true }).waitFor();
    await page.reload();
    await row.waitFor();
    expect(await page.locator('body').innerText()).not.toContain(secret);
  });

  test('a test of it arrives signed, and the page says how it was answered', async () => {
    await page.getByRole('link', { name: hook }).click();
    await page.getByText('Nothing was sent yet').waitFor();
    await page.getByRole('button', { name: 'Send a test' }).click();
    await page.getByText('It answered 204.').first().waitFor();
    await expect.poll(() => deliveries().count()).toBe(1);
    const [ping] = received;
    const [, time = '', signature = ''] =
      /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(ping?.headers['x-lw-signature'])) ?? [];
    const expected = createHmac('sha256', secret)
      .update(`${time}.${ping?.body ?? ''}`)
      .digest('hex');
    expect(signature).toBe(expected);
    expect(ping?.headers).toMatchObject({ 'x-team': 'vision', 'content-type': 'application/json' });
    expect(JSON.parse(ping?.body ?? '')).toMatchObject({ type: 'ping' });
  });

  test('a commit that the receiver refuses is seen to wait, and goes when it is sent again', async () => {
    answer = 503;
    await commit('one');
    const first = deliveries().first();
    await first.getByText('raw@master').waitFor();
    await first.getByText('waiting').waitFor();
    await first.getByText('It answered 503.').waitFor();
    answer = 200;
    await first.getByRole('button', { name: /^Show delivery/ }).click();
    const body = first.getByLabel('Body', { exact: true });
    await body.getByText('"type": "commit"').waitFor();
    const sent = JSON.parse(await body.innerText()) as { id: string; repo: string; commit: string };
    await first.getByRole('button', { name: 'Send again' }).click();
    await first.getByText('delivered').waitFor();
    await first.getByText('It answered 200.').first().waitFor();
    const { head } = await client.repos.getBranch({ params: { repo: 'raw', branch: 'master' } });
    expect(sent).toMatchObject({ repo: 'raw', commit: head });
    const arrived = received.filter(({ headers }) => headers['x-lw-delivery'] === sent.id);
    expect(arrived.length).toBeGreaterThan(1);
    expect(new Set(arrived.map((each) => each.body)).size).toBe(1);
  });

  test('turned off it hears nothing; the list says so', async () => {
    await page.getByRole('button', { name: 'Edit' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('checkbox', { name: /^Active/ }).uncheck();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByRole('heading', { name: `${hook} off` }).waitFor();
    const before = received.length;
    await commit('two');
    // a test goes out all the same
    await page.getByRole('button', { name: 'Send a test' }).click();
    await expect.poll(() => deliveries().count()).toBe(3);
    expect(received.slice(before).map(({ body }) => (JSON.parse(body) as { type: string }).type)).toEqual([
      'ping',
    ]);
    await page.goto(`${server.url}/webhooks`);
    const row = page.getByRole('table', { name: 'Webhooks' }).getByRole('row').filter({ hasText: hook });
    await row.getByText('off', { exact: true }).waitFor();
    await row.getByText('delivered').waitFor();
  });

  test('a new secret takes the place of the old one; deleted, nobody is told any more', async () => {
    await page.getByRole('link', { name: hook }).click();
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'New secret…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Make a new secret' }).click();
    await dialog.getByText('Copy the secret now').waitFor();
    const renewed = await dialog.getByRole('definition').locator('code').innerText();
    expect(renewed).not.toBe(secret);
    await dialog.getByRole('button', { name: 'I have it' }).click();
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Delete…' }).click();
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await page.getByText('Nobody is told of commits yet').waitFor();
    expect((await client.webhooks.webhooks({ query: {} })).items).toEqual([]);
  });

  test('what cannot be reached is said by name, and so is a webhook that is not there', async () => {
    const { id } = await client.webhooks.create({ body: { url: 'http://no-such-host.invalid/hook' } });
    await page.goto(`${server.url}/webhooks/${id}`);
    await page.getByRole('button', { name: 'Send a test' }).click();
    await page.getByRole('status').getByText('test failed').waitFor();
    await page.goto(`${server.url}/webhooks/999`);
    await page.getByText('webhook.not_found').waitFor();
  });
});
