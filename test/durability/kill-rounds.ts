import { createHash } from 'node:crypto';
import { ApiError, type Client, createClient } from '../../src/client/create-client.ts';
import { type RunningServer, startServer } from '../start-server.ts';
import { randomFrom } from './random-from.ts';

/** What the server answered with success; after any kill it must all be there. */
type Promised = {
  /** By path: the last bytes acknowledged, and those whose answer never came. */
  readonly files: Map<string, { acknowledged: string | null; unanswered: string[] }>;
  readonly commits: Set<string>;
  readonly labelCommits: Set<string>;
  /** By task: the text submitted. */
  readonly annotations: Map<string, string>;
};

const clients = 8;
const config = `<View><Text name="text" value="$text"/><TextArea name="note" toName="text"/></View>`;

/**
 * Puts, submits and commits by 8 clients at once, and kill -9 at a random moment, `rounds` times on one data
 * folder. After each kill the server starts again and everything that was acknowledged must be there. Throws
 * with what is missing; answers how much was acknowledged.
 */
export const killRounds = async (options: {
  rounds: number;
  seed: number;
  log?: (line: string) => void;
}): Promise<{ acknowledged: number; dir: string }> => {
  const random = randomFrom(options.seed);
  const promised: Promised = {
    files: new Map(),
    commits: new Set(),
    labelCommits: new Set(),
    annotations: new Map(),
  };
  let server = await startServer();
  let acknowledged = 0;
  const project = await prepare(server, options.rounds);
  for (let round = 0; round < options.rounds; round += 1) {
    const work = Promise.all(
      Array.from({ length: clients }, (_, index) =>
        client(server, project, promised, `${round}-${index}`, randomFrom(random.next() * 2 ** 31)),
      ),
    );
    await new Promise((resolve) => setTimeout(resolve, 30 + random.next() * 500));
    await server.kill('SIGKILL');
    acknowledged += (await work).reduce((sum, count) => sum + count, 0);
    server = await startServer({ dir: server.dir });
    await check(server, project, promised, random);
    options.log?.(`round ${round + 1}: ${acknowledged} acknowledged so far, all there`);
  }
  await server.stop({ keep: true });
  return { acknowledged, dir: server.dir };
};

const prepare = async (server: RunningServer, rounds: number): Promise<string> => {
  const api = createClient(server);
  await api.repos.create({ body: { name: 'files' } });
  const { id } = await api.projects.create({
    body: { title: 'Kill test', config, target: { repo: 'labels' } },
  });
  const tasks = Array.from({ length: 200 * rounds }, (_, index) => ({ text: `text ${index}` }));
  await api.projects.import({
    params: { id },
    query: { filename: 'tasks.json' },
    body: Buffer.from(JSON.stringify(tasks)),
  });
  return id;
};

/** Works until the connection is gone; answers how many requests were acknowledged. */
const client = async (
  server: RunningServer,
  project: string,
  promised: Promised,
  name: string,
  random: { next(): number },
): Promise<number> => {
  const api = createClient(server);
  for (let step = 0; ; step += 1) {
    try {
      const kind = random.next();
      if (kind < 0.5)
        await putFile(
          api,
          promised,
          `${name}/${Math.floor(random.next() * 5)}`,
          `${name} ${step} ${'x'.repeat(random.next() < 0.1 ? 100_000 : 20)}`,
        );
      else if (kind < 0.85) await submit(api, project, promised, `${name} ${step}`);
      else if (kind < 0.93)
        keep(
          promised.commits,
          (await api.repos.commitBranch({ params: { repo: 'files', branch: 'master' }, body: {} })).commit,
        );
      else
        keep(
          promised.labelCommits,
          (await api.projects.commit({ params: { id: project }, body: {} })).commit,
        );
    } catch (error) {
      if (error instanceof ApiError && error.status < 500) continue;
      if (error instanceof ApiError) throw error;
      return step;
    }
  }
};

const keep = (set: Set<string>, commit: { readonly id: string } | null): void => {
  if (commit !== null) set.add(commit.id);
};

const putFile = async (api: Client, promised: Promised, path: string, text: string): Promise<void> => {
  const state = promised.files.get(path) ?? { acknowledged: null, unanswered: [] };
  promised.files.set(path, state);
  state.unanswered.push(text);
  await api.repos.putFile({ params: { repo: 'files', ref: 'master', path }, body: Buffer.from(text) });
  state.acknowledged = text;
  state.unanswered = [];
};

const submit = async (api: Client, project: string, promised: Promised, text: string): Promise<void> => {
  const { task } = await api.projects.nextTask({ params: { id: project }, body: {} });
  if (task === null) return;
  const result = [
    { id: 'region0001', from_name: 'note', to_name: 'text', type: 'textarea', value: { text: [text] } },
  ];
  await api.projects.submit({ params: { id: project, task: task.id }, body: { result } });
  promised.annotations.set(task.id, text);
};

const check = async (
  server: RunningServer,
  project: string,
  promised: Promised,
  random: { next(): number },
): Promise<void> => {
  const api = createClient(server);
  for (const [path, state] of promised.files) {
    const found = await api.repos.getFile({ params: { repo: 'files', ref: 'master', path }, query: {} }).then(
      (answer) => answer.text(),
      (error: ApiError) => (error.code === 'file.not_found' ? null : Promise.reject(error)),
    );
    if (found !== state.acknowledged && !state.unanswered.includes(found ?? ''))
      throw new Error(`${path} holds ${digest(found)}, acknowledged was ${digest(state.acknowledged)}`);
    state.acknowledged = found;
    state.unanswered = [];
  }
  for (const id of promised.commits) await api.repos.getCommit({ params: { repo: 'files', ref: id } });
  for (const id of promised.labelCommits) await api.repos.getCommit({ params: { repo: 'labels', ref: id } });
  for (const [task, text] of promised.annotations) {
    if (random.next() > 0.3) continue;
    const { annotations } = await api.projects.getTask({ params: { id: project, task } });
    if (!annotations.some((annotation) => JSON.stringify(annotation.result).includes(JSON.stringify(text))))
      throw new Error(`the annotation of task ${task} (${text}) is gone`);
  }
};

const digest = (text: string | null): string =>
  text === null
    ? 'nothing'
    : `${text.slice(0, 20)}… ${createHash('sha256').update(text).digest('hex').slice(0, 8)}`;
