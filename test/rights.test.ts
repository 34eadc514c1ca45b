import { afterAll, beforeAll, expect, test } from 'vitest';
import { contract } from '../src/shared/contract/contract.ts';
import { createClient } from '../src/client/create-client.ts';
import { includesRole, type Operation, type Role, roles } from '../src/shared/contract/op.ts';
import { makePlace, paramsFor, type Place } from './rights/place.ts';
import { type Known, sampleOf } from './rights/sample-of.ts';

/*
 * Every operation of the contract, called by a stranger, by another organisation and by each role. The table is
 * the contract: an operation that is added there is called here, with path, query and body made from its schemas.
 */

let place: Place;
beforeAll(async () => {
  place = await makePlace();
});
afterAll(() => place?.server.stop());

const operations = Object.values(contract).flatMap((group): readonly Operation[] =>
  Object.values(group as Record<string, Operation>),
);
const rank = ({ method, path }: Operation): number =>
  method === 'DELETE' ? 100 - path.split('/').length : 0;
/** Deletions last, the deepest paths first, so that what others are called with is still there. */
const ordered = [...operations].sort((a, b) => rank(a) - rank(b));

/** What a sample cannot know. */
const bodies: Readonly<Record<string, Known>> = {
  'members.update': { role: 'annotator' },
  'labels.commit': { mine: true },
  'webhooks.create': { url: 'https://hooks.example.invalid/', is_active: false },
};

type Answer = { readonly status: number; readonly code: string };

const call = async (operation: Operation, token: string | null, spare = false): Promise<Answer> => {
  const { known, server } = place;
  const params = spare ? spared(operation) : paramsFor(place, operation);
  const path = operation.path.replace(/\{(\w+)\*?\}/g, (_, name: string) => params[name] ?? '');
  const query = (sampleOf(operation.query, known) ?? {}) as Record<string, unknown>;
  const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
  const body =
    operation.body === 'stream'
      ? '[]'
      : JSON.stringify(sampleOf(operation.body, { ...known, ...bodies[operation.id] }));
  const gone = new AbortController();
  const answer = await fetch(`${server.url}${path}${search.size > 0 ? `?${search}` : ''}`, {
    method: operation.method,
    headers: {
      ...(token === null ? {} : { authorization: `Token ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body }),
    signal: gone.signal,
  });
  const text = answer.ok ? '' : await answer.text();
  gone.abort();
  return { status: answer.status, code: text === '' ? '' : String(JSON.parse(text).code) };
};

/** For deletions that are allowed: something below the project or repo that is not there. */
const spared = (operation: Operation): Readonly<Record<string, string>> => {
  const params = paramsFor(place, operation);
  const last = Object.keys(params).at(-1);
  const spare = operation.method === 'DELETE' && !removesAll(operation);
  return spare && last ? { ...params, [last]: '999999' } : params;
};
/** Takes away what other calls need. */
const removesAll = ({ method, path }: Operation): boolean =>
  method === 'DELETE' && /^\/api\/(lw\/)?(projects|repos)\/\{\w+\}(\/tasks)?$/.test(path);

const title = ({ method, path }: Operation): string => `${method} ${path}`;
/** Runs all and compares at the end, so that one run names every operation that is wrong. */
const collect = async (
  list: readonly Operation[],
  judge: (operation: Operation) => Promise<string | null>,
): Promise<readonly string[]> => {
  const wrong: string[] = [];
  for (const operation of list) {
    const problem = await judge(operation);
    if (problem !== null) wrong.push(`${title(operation)}: ${problem}`);
  }
  return wrong;
};
const said = ({ status, code }: Answer): string => `${status} ${code}`;

test('a stranger is sent to sign in, but for what is public', { timeout: 120_000 }, async () => {
  const wrong = await collect(operations, async (operation) => {
    const answer = await call(operation, null);
    const refused = answer.status === 401 && answer.code === 'auth.required';
    return refused === (operation.rights.type !== 'public') && answer.status < 500 ? null : said(answer);
  });
  expect(wrong).toEqual([]);
});

test('a token that is no good is told so', { timeout: 120_000 }, async () => {
  const guarded = operations.filter(({ rights }) => rights.type !== 'public');
  const wrong = await collect(guarded, async (operation) => {
    const answer = await call(operation, 'nobody');
    return answer.status === 401 && answer.code === 'auth.token_unknown' ? null : said(answer);
  });
  expect(wrong).toEqual([]);
});

test('another organisation’s owner finds nothing of this one', { timeout: 120_000 }, async () => {
  const naming = operations.filter((operation) => {
    if (operation.rights.type === 'public' || operation.path.includes('/samples/')) return false;
    const query = (sampleOf(operation.query, place.known) ?? {}) as object;
    const body = operation.body === 'stream' ? {} : ((sampleOf(operation.body, place.known) ?? {}) as object);
    const names = new Set(['project', 'task', 'repo']);
    return operation.path.includes('{') || Object.keys({ ...query, ...body }).some((name) => names.has(name));
  });
  expect(naming.length).toBeGreaterThan(50);
  const wrong = await collect(naming, async (operation) => {
    const answer = await call(operation, place.stranger);
    return answer.status === 404 && !answer.code.startsWith('route.') ? null : said(answer);
  });
  expect(wrong).toEqual([]);
});

test('who is no member of a project does not find it', { timeout: 120_000 }, async () => {
  const list = operations.filter(({ rights }) => rights.type === 'project');
  const wrong = await collect(list, async (operation) => {
    const answer = await call(operation, place.outsider);
    return answer.status === 404 && answer.code === 'project.not_found' ? null : said(answer);
  });
  expect(wrong).toEqual([]);
});

const needed = ({ rights }: Operation): Role | null => {
  if (rights.type === 'organisation' || rights.type === 'project') return rights.role;
  if (rights.type === 'repo') return rights.access === 'read' ? 'reviewer' : 'manager';
  return null;
};

test.each(roles)('%s: refused where the role is too small', { timeout: 120_000 }, async (role) => {
  const list = operations.filter((operation) => {
    const need = needed(operation);
    return need !== null && !includesRole(role, need);
  });
  const wrong = await collect(list, async (operation) => {
    const answer = await call(operation, place.tokens[role]);
    return answer.status === 403 && answer.code === 'auth.forbidden' ? null : said(answer);
  });
  expect(wrong).toEqual([]);
});

const letIn = (list: readonly Operation[], role: Role) =>
  collect(list, async (operation) => {
    const answer = await call(operation, place.tokens[role], true);
    const refused = /^(auth\.required|auth\.forbidden|route\..*|request\.method|internal)$/.test(answer.code);
    // what is read is there; what is written may be refused for what the sample says
    const missed = operation.method === 'GET' && answer.status >= 300 && !(operation.id in emptyHanded);
    return refused || missed || answer.status >= 500 ? said(answer) : null;
  });
/** Reads that find nothing with what the place has. */
const emptyHanded: Readonly<Record<string, string>> = {
  'blame.get': 'the file is no label file',
  'projects.media': 'the sample has no media',
  'ls.projects.next': 'the one task is labeled',
  'runs.get': 'no run was made',
};

test.each([...roles].reverse())('%s: let in where the role is enough', { timeout: 180_000 }, async (role) => {
  const list = ordered.filter((operation) => {
    const need = needed(operation);
    return need !== null && includesRole(role, need) && !removesAll(operation);
  });
  // the role before wrote all over it
  const file = {
    params: { repo: 'things', ref: 'master', path: 'a.json' },
    body: Buffer.from('{"text":"one"}'),
  };
  await createClient(place.server).repos.putFile(file);
  expect(await letIn(list, role)).toEqual([]);
});

test('manager and owner may remove repos and projects whole', { timeout: 60_000 }, async () => {
  const list = ordered.filter(removesAll);
  expect(list.length).toBeGreaterThanOrEqual(3);
  expect(await letIn(list, 'manager')).toEqual([]);
  expect(await letIn(list, 'owner')).toEqual([]);
});
