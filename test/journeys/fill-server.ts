import { createClient } from '../../src/client/create-client.ts';
import type { RunningServer } from '../start-server.ts';
import { makeProject } from './make-project.ts';

/** What a server has that holds something of everything: the names by which its pages are visited. */
export type FilledServer = {
  /** Texts with spans and moods: labeled, reviewed, commented, committed, suggested; a conflict waits. */
  readonly texts: string;
  /** A labeled text with a comment, a span and a decision. */
  readonly text: string;
  readonly pictures: string;
  readonly recordings: string;
  readonly repo: string;
  /** Of that repo, newest first. */
  readonly commits: readonly string[];
  /** Of the label repo, newest first. */
  readonly labelCommits: readonly string[];
  readonly labelRepo: string;
  /** One that a test could not reach. */
  readonly webhook: string;
  /** A link to join by, as an address of this server. */
  readonly invitation: string;
};

export const textConfig = `<View>
  <Header value="Who is named, and how does it feel?"/>
  <Labels name="who" toName="text"><Label value="Person"/><Label value="Place"/></Labels>
  <Text name="text" value="$text"/>
  <Choices name="mood" toName="text" choice="single" required="true">
    <Choice value="glad" hotkey="g"/><Choice value="sad" hotkey="d"/>
  </Choices>
</View>`;
export const pictureConfig = `<View>
  <RectangleLabels name="box" toName="image"><Label value="Cat"/><Label value="Dog"/></RectangleLabels>
  <PolygonLabels name="outline" toName="image"><Label value="Roof"/></PolygonLabels>
  <BrushLabels name="mask" toName="image"><Label value="Grass"/></BrushLabels>
  <Image name="image" value="$image"/>
  <TextArea name="note" toName="image" perRegion="true" placeholder="What is seen?"/>
</View>`;
export const soundConfig = `<View>
  <Audio name="audio" value="$audio"/>
  <TextArea name="words" toName="audio" label="What is said" rows="3" maxSubmissions="1"/>
  <Rating name="quality" toName="audio"/>
  <Number name="speakers" toName="audio" min="0" max="9"/>
  <Choices name="tags" toName="audio" choice="multiple"><Choice value="noise"/><Choice value="music"/></Choices>
</View>`;

const picture = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" width="800" height="500"><rect width="100%" height="100%" fill="#cfe3f5"/><rect y="330" width="800" height="170" fill="#8db36c"/><path d="M250 330V200l150-90 150 90v130z" fill="#c77b58"/></svg>',
)}`;
/** A tenth of a second of silence. */
const sound = `data:audio/wav;base64,${wav(800).toString('base64')}`;

function wav(samples: number): Buffer {
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + samples, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(8000, 24);
  head.writeUInt32LE(8000, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write('data', 36);
  head.writeUInt32LE(samples, 40);
  return Buffer.concat([head, Buffer.alloc(samples, 128)]);
}

const mood = (task: string, choice: string) => ({
  id: `m${task}`,
  from_name: 'mood',
  to_name: 'text',
  type: 'choices',
  value: { choices: [choice] },
});
const person = (task: string) => ({
  id: `a${task}`,
  from_name: 'who',
  to_name: 'text',
  type: 'labels',
  value: { start: 0, end: 3, text: 'Ada', labels: ['Person'] },
});
export const box = (id: string, x: number, label: string) => ({
  id,
  from_name: 'box',
  to_name: 'image',
  type: 'rectanglelabels',
  original_width: 800,
  original_height: 500,
  image_rotation: 0,
  value: { x, y: 25, width: 10, height: 25, rotation: 0, rectanglelabels: [label] },
});

/** Fills a new server through its API, with something for every page to show. */
export const fillServer = async (server: RunningServer): Promise<FilledServer> => {
  const client = createClient(server);
  const { projects, repos, accounts } = client;
  await accounts.rename({ body: { name: 'Ada Lovelace' } });

  const create = async (title: string, config: string, items: readonly object[]) => {
    const instructions = '# How to label\n\n- Mark **every** name.\n- In doubt, skip.';
    const made = await makeProject(client, { title, config, instructions }, items);
    await projects.update({ params: { id: made.id }, body: { showInstructions: false } });
    return made;
  };

  const { id: texts, tasks: all } = await create(
    'Moods of days',
    textConfig,
    Array.from({ length: 30 }, (_, n) => ({
      data: {
        text: `Ada is ${n % 2 === 0 ? 'happy: a sunny' : 'sorry: a rainy'} day in London, number ${n}.`,
      },
    })),
  );
  const params = { id: texts };
  const answer = (task: string, choice: string) =>
    projects.submit({ params: { ...params, task }, body: { result: [person(task), mood(task, choice)] } });
  for (const [n, task] of all.slice(0, 20).entries()) await answer(task, n % 2 === 0 ? 'glad' : 'sad');
  const skipped = { result: [], skipped: true, skipReason: 'Unclear' };
  await projects.submit({ params: { ...params, task: all[20] as string }, body: skipped });
  await projects.commit({ params, body: { message: 'The first twenty\n\nRead once more before.' } });
  await projects.tagLabels({ params, body: { name: 'round-1' } });

  const first = all[0] as string;
  const view = await projects.getTask({ params: { ...params, task: first } });
  const annotation = view.annotations[0]?.id ?? '';
  const { target } = await projects.get({ params });
  const { repo, branch } = target;
  await repos.createBranch({ params: { repo }, body: { name: 'other', head: branch } });
  const file = { repo, ref: 'other', path: `tasks/${view.key.slice(0, 2)}/${view.key}.json` };
  const text = await (await repos.getFile({ params: file })).text();
  await repos.putFile({ params: file, body: Buffer.from(text.replace('"glad"', '"sad"')) });
  await repos.commitBranch({ params: { repo, branch: 'other' }, body: { message: 'It is sad' } });
  await projects.updateAnnotation({
    params: { ...params, annotation },
    body: { result: [person(first)] },
  });
  await projects.commit({ params, body: { message: 'It is neither' } });
  await projects.merge({ params, body: { from: 'other', mode: 'fuse' } });
  await client.pipelines.setSuggestions({ params, body: { enabled: true, labels: 5, seconds: 1 } });
  await projects.review({
    params: { ...params, annotation },
    body: { decision: 'rejected', comment: 'London is a place' },
  });
  await projects.addComment({
    params: { ...params, task: first },
    body: { text: 'Is Ada a person here?', annotationId: annotation, region: `a${first}` },
  });
  await answer(all[21] as string, 'glad');

  const { id: pictures } = await create('Roofs and cats', pictureConfig, [
    { data: { image: picture } },
    {
      data: { image: picture },
      predictions: [{ model_version: 'm1', score: 0.8, result: [box('a', 10, 'Cat')] }],
    },
    { data: { image: picture } },
  ]);
  const { id: recordings } = await create('Said words', soundConfig, [
    { data: { audio: sound } },
    { data: { audio: sound } },
  ]);

  await repos.create({ body: { name: 'raw_data' } });
  const put = (path: string, body: string) =>
    repos.putFile({ params: { repo: 'raw_data', ref: 'master', path }, body: Buffer.from(body) });
  await put('README.md', '# Raw data\n\nTwo folders.');
  await put('table.csv', 'text,mood\n"a, b",glad\nc,sad\n');
  await repos.commitBranch({ params: { repo: 'raw_data', branch: 'master' }, body: { message: 'A table' } });
  await put('table.csv', 'text,mood\n"a, b",sad\nc,sad\nd,glad\n');
  await put('pictures/house.svg', decodeURIComponent(picture.replace(/^[^,]+,/, '')));
  await repos.commitBranch({ params: { repo: 'raw_data', branch: 'master' }, body: { message: 'Amended' } });

  await accounts.createKey({ body: { kind: 's3', title: 'rclone on the NAS' } });
  const { id: webhook } = await client.webhooks.create({ body: { url: 'https://labels.invalid/hook' } });
  await client.webhooks.test({ params: { id: String(webhook) } });
  const { link } = await accounts.invite({ body: { role: 'annotator' } });
  const commits = await repos.commits({ params: { repo: 'raw_data' }, query: { ref: 'master' } });
  const history = await projects.history({ params });
  await learned(client, texts);
  return {
    texts,
    text: first,
    pictures,
    recordings,
    repo: 'raw_data',
    commits: commits.items.map((commit) => commit.id),
    labelCommits: history.items.map((commit) => commit.id),
    labelRepo: repo,
    webhook: String(webhook),
    invitation: link.replace(/^https?:\/\/[^/]+/, server.url),
  };
};

const learned = async (client: ReturnType<typeof createClient>, id: string): Promise<void> => {
  for (let waited = 0; waited < 300; waited += 1) {
    const { current } = await client.pipelines.suggestions({ params: { id } });
    if (current !== null) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('no model was trained');
};
