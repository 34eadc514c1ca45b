import { createClient } from '../../src/client/create-client.ts';
import type { Operation, Role } from '../../src/shared/contract/op.ts';
import { type RunningServer, startServer } from '../start-server.ts';

export type Place = {
  readonly server: RunningServer;
  readonly tokens: Readonly<Record<Role, string>>;
  /** An annotator of the organisation who is a member of no project. */
  readonly outsider: string;
  /** The owner of another organisation. */
  readonly stranger: string;
  /** What the organisation has, by the part of a path that stands before its id. */
  readonly things: Readonly<Record<string, string>>;
  /** The same by the names that bodies and queries use. */
  readonly known: Readonly<Record<string, unknown>>;
};

const password = 'correct horse battery';
const config =
  '<View><Text name="text" value="$text"/><Choices name="c" toName="text"><Choice value="A"/></Choices></View>';

/** A running server with an organisation that has one of everything, a member of each role, and a rival. */
export const makePlace = async (): Promise<Place> => {
  const server = await startServer({ env: { LABELWRIGHT_SIGNUP: 'open' } });
  const owner = createClient(server);
  const call = caller(server);

  await owner.repos.create({ body: { name: 'things' } });
  const file = { repo: 'things', ref: 'master', path: 'a.json' };
  await owner.repos.putFile({ params: file, body: Buffer.from('{"text":"one"}') });
  await owner.repos.commitBranch({ params: { repo: 'things', branch: 'master' }, body: {} });
  await owner.repos.createTag({ params: { repo: 'things' }, body: { name: 't1', head: 'master' } });
  const project = await owner.projects.create({
    body: {
      title: 'Project',
      config,
      target: { repo: 'labels' },
      source: { repo: 'things', branch: 'master' },
    },
  });
  await owner.projects.sync({ params: { id: project.id } });
  const { items } = await owner.projects.tasks({ params: { id: project.id } });
  const task = items[0]?.id ?? '';

  const join = async (role: Role, projectId?: string): Promise<{ token: string; account: string }> => {
    const invitation = await owner.accounts.invite({ body: { role, ...(projectId ? { projectId } : {}) } });
    return signUp(server, `${role}${projectId ?? ''}`, invitation.code);
  };
  const manager = await join('manager');
  const reviewer = await join('reviewer', project.id);
  const annotator = await join('annotator', project.id);
  const outsider = await join('annotator');
  const stranger = await signUp(server, 'rival');

  const asAnnotator = createClient({ url: server.url, token: annotator.token });
  const result = [{ id: 'r1', from_name: 'c', to_name: 'text', type: 'choices', value: { choices: ['A'] } }];
  const annotation = await asAnnotator.projects.submit({
    params: { id: project.id, task },
    body: { result },
  });
  const invitation = await owner.accounts.invite({ body: { role: 'annotator' } });
  const key = await owner.accounts.createKey({ body: {} });
  const draft = await call('POST', `/api/tasks/${task}/drafts`, annotator.token, { result });
  const prediction = await call('POST', '/api/predictions', server.token, { task: Number(task), result });
  const user = await call('GET', '/api/current-user/whoami', annotator.token);
  const [organisation] = (await call('GET', '/api/organizations', server.token)) as unknown as Json[];
  const [target] = (await call(
    'GET',
    `/api/storages/export/repo?project=${project.id}`,
    server.token,
  )) as unknown as Json[];

  // not active: nothing is sent from here
  const webhook = await owner.webhooks.create({
    body: { url: 'https://hooks.example.invalid/', is_active: false },
  });

  const source = project.sources[0]?.id ?? '';
  return {
    server,
    tokens: {
      owner: server.token,
      manager: manager.token,
      reviewer: reviewer.token,
      annotator: annotator.token,
    },
    outsider: outsider.token,
    stranger: stranger.token,
    things: {
      repos: 'things',
      branches: 'master',
      tags: 't1',
      commits: 'master',
      files: 'master',
      archive: 'master',
      blame: 'master',
      projects: project.id,
      sources: source,
      'storages/repo': source,
      'export/repo': String(target?.['id']),
      tasks: task,
      annotations: annotation.id,
      members: annotator.account,
      invitations: invitation.id,
      keys: key.id,
      drafts: String(draft['id']),
      predictions: String(prediction['id']),
      users: String(user['id']),
      organizations: String(organisation?.['id']),
      conflicts: '1',
      acts: 'none',
      comments: '1',
      runs: 'none',
      webhooks: String(webhook.id),
      deliveries: 'none',
      samples: 'mail',
      media: '0'.repeat(64),
    },
    known: {
      project: Number(project.id),
      task: Number(task),
      repo: 'things',
      branch: 'master',
      ref: 'master',
      from: 'master',
      to: 'master',
      head: 'master',
      label_config: config,
      config,
    },
  };
};

/** The parameters of an operation's path, filled with what the place has. Throws for a kind it has not. */
export const paramsFor = (place: Place, operation: Operation): Readonly<Record<string, string>> => {
  const parts = operation.path.split('/');
  const filled: Record<string, string> = {};
  for (const [index, part] of parts.entries()) {
    const name = /^\{(\w+)\*?\}$/.exec(part)?.[1];
    if (name === undefined) continue;
    const before = parts[index - 1] ?? '';
    const fixed = { path: 'a.json', name: 'x.txt' }[name];
    const thing =
      place.things[`${parts[index - 2]}/${before}`] ??
      place.things[before] ??
      (before.startsWith('{') ? fixed : undefined);
    if (thing === undefined) throw new Error(`${operation.path}: name a thing for {${name}} in place.ts`);
    filled[name] = thing;
  }
  return filled;
};

type Json = Record<string, unknown>;

const caller =
  ({ url }: RunningServer) =>
  async (method: string, path: string, token: string, body?: unknown): Promise<Json> => {
    const headers = { authorization: `Token ${token}`, 'content-type': 'application/json' };
    const init = body === undefined ? { method, headers } : { method, headers, body: JSON.stringify(body) };
    const answer = await fetch(`${url}${path}`, init);
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Json;
  };

const signUp = async (
  { url }: RunningServer,
  name: string,
  invitation?: string,
): Promise<{ token: string; account: string }> => {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${url}/api/accounts`, {
    method: 'POST',
    headers,
    body: JSON.stringify({
      email: `${name}@example.org`,
      password,
      name,
      ...(invitation ? { invitation } : {}),
    }),
  });
  if (!answer.ok) throw new Error(await answer.text());
  const { id } = (await answer.json()) as { id: string };
  const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const made = await fetch(`${url}/api/keys`, {
    method: 'POST',
    headers: { ...headers, cookie, origin: url },
    body: '{}',
  });
  const { secret } = (await made.json()) as { secret: string };
  return { token: secret, account: id };
};
