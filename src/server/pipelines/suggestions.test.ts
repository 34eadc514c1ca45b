import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { inlineLearner, type Learner } from '../../learning/learner.ts';
import type { Engine } from '../../pipelines/engine.ts';
import { getBranch } from '../../versions/commands/get-branch.ts';
import { getCommit } from '../../versions/commands/get-commit.ts';
import { getRepo } from '../../versions/commands/get-repo.ts';
import { descendants } from '../../versions/commands/descendants.ts';
import type { Project } from '../../shared/contract/projects.ts';
import type { Actor } from '../actor.ts';
import { commitLabels } from '../projects/labels/commit-labels.ts';
import { readObjectText } from '../projects/labels/read-object-text.ts';
import { answer, openPlace, type Place, sentimentProject } from '../projects/project-server.suite.ts';
import { readSql } from '../projects/run-sql.ts';
import type { PredictionRow, TaskRow } from '../projects/tables.ts';
import { nextTask } from '../projects/tasks/next-task.ts';
import { submitAnnotation } from '../projects/tasks/submit-annotation.ts';
import { syncProject } from '../projects/sources/sync-project.ts';
import { useEngine } from './pipeline-engine.ts';
import { walkProvenance } from './provenance/walk-provenance.ts';
import { getSuggestions } from './suggestions/get-suggestions.ts';
import { getProjectRun, listProjectRuns } from './suggestions/project-runs.ts';
import { retrainSuggestions, setSuggestions } from './suggestions/set-suggestions.ts';
import { suggestionsWorker } from './suggestions/suggestions-worker.ts';

const good = ['lovely', 'bright', 'splendid', 'sweet'];
const bad = ['awful', 'dull', 'nasty', 'bitter'];
const isGood = (n: number) => n % 2 === 0;
/** 60 texts, every second one good; unlike enough to be held out by content. */
const texts = Array.from({ length: 60 }, (_, n) => {
  const words = isGood(n) ? good : bad;
  return `a ${words[n % 4]} and ${words[(n >> 2) % 4]} day number ${n}`;
});

let place: Place;
let owner: Actor;
let project: Project;
let engine: Engine;
let trainings = 0;

const learner = (): Learner => {
  const inner = inlineLearner();
  return {
    call: (call, onProgress) => {
      if (call.type === 'train') trainings += 1;
      return inner.call(call, onProgress);
    },
    close: () => inner.close(),
  };
};

beforeEach(async () => {
  trainings = 0;
  place = await openPlace();
  owner = await place.person('olga', 'owner');
  project = await sentimentProject(place, owner, { texts });
  await syncProject(place.server, owner, { id: project.id });
  engine = useEngine(place.server, [suggestionsWorker(place.server, learner)]);
});
afterEach(() => place.close());

const drain = async () => {
  while ((await engine.turn()) || (await engine.work()));
};
const tasks = () =>
  readSql<TaskRow>(place.db, sql`SELECT * FROM task WHERE project = ${Number(project.id)} ORDER BY id`);
const predictions = () =>
  readSql<PredictionRow & { text: string }>(
    place.db,
    sql`SELECT prediction.*, task.data AS text FROM prediction JOIN task ON task.id = prediction.task
      WHERE prediction.project = ${Number(project.id)} ORDER BY prediction.task`,
  );
/** Labels tasks as the texts are, by their place; then commits. */
const label = async (from: number, to: number) => {
  for (const task of (await tasks()).slice(from, to)) {
    const n = Number(/number (\d+)/.exec(task.data)?.[1]);
    await submitAnnotation(place.server, owner, {
      id: project.id,
      task: String(task.id),
      result: answer(isGood(n) ? 'Positive' : 'Negative', `r${n}`),
      skipped: false,
      predictions: [],
    });
  }
  const { commit } = await commitLabels(place.server, owner, { id: project.id, mine: false });
  return commit?.id ?? '';
};
const on = () =>
  setSuggestions(place.server, owner, { id: project.id, enabled: true, labels: 5, seconds: 30 });
const repo = (name: string) => getRepo(place.server.versions, { organisation: 'o1', name });
const headOf = async (name: string) =>
  (await getBranch(place.server.versions, { repo: await repo(name), name: 'master' })).head ?? '';

describe('the loop', () => {
  test('a label commit becomes a model, predictions, and suggestions on the open tasks', async () => {
    await on();
    const labels = await label(0, 30);
    await drain();

    const status = await getSuggestions(place.server, owner, { id: project.id });
    expect(status).toMatchObject({
      enabled: true,
      unfit: null,
      control: 'sentiment',
      run: { state: 'done' },
    });
    expect(status.reason).toContain('Up to date');

    const model = await getCommit(place.server.versions, {
      repo: await repo('labels-models'),
      ref: await headOf('labels-models'),
    });
    const input = await headOf('raw');
    expect(model.provenance).toEqual([
      { repo: (await repo('labels')).uid, commit: labels },
      { repo: (await repo('raw')).uid, commit: input },
    ]);
    expect(model.madeBy).toEqual({ type: 'pipeline', id: expect.any(String), run: status.run?.id });
    const card = await place.entry('labels-models', 'master', 'card.json');
    expect(await place.entry('labels-models', 'master', 'weights.bin')).not.toBeNull();
    expect(JSON.parse(await readObjectText(place.server, card?.sha256 ?? '', 'card.json'))).toMatchObject({
      modelType: 'text-classification',
      labels: { commit: labels },
      examples: { total: 30 },
      classes: [
        { name: 'Negative', examples: 15 },
        { name: 'Positive', examples: 15 },
      ],
    });

    const made = await getCommit(place.server.versions, {
      repo: await repo('labels-predictions'),
      ref: await headOf('labels-predictions'),
    });
    expect(made.provenance.map(({ commit }) => commit)).toEqual([model.id, labels, input]);
    const predicted = await place.files('labels-predictions', 'master');
    expect(Object.keys(predicted).filter((path) => path.startsWith('tasks/'))).toHaveLength(30);

    const rows = await predictions();
    expect(rows).toHaveLength(30);
    const right = rows.filter(({ text, result }) => {
      const n = Number(/number (\d+)/.exec(text)?.[1]);
      return result.includes(isGood(n) ? 'Positive' : 'Negative');
    });
    expect(right.length).toBeGreaterThan(26);
    expect(rows.every(({ model_version }) => model.id.startsWith(model_version))).toBe(true);
    const [row] = await readSql<{ predictions: number }>(place.db, sql`SELECT predictions FROM project`);
    expect(row?.predictions).toBe(30);

    // the editor gets it with the task
    const next = await nextTask(place.server, owner, { id: project.id });
    expect(next.task?.predictions).toHaveLength(1);
    expect(next.open).toBe(30);
  });

  test('newer predictions replace the older; what is labeled keeps what it had, and nobody is asked again', async () => {
    await on();
    await label(0, 20);
    await drain();
    const first = await predictions();
    expect(first).toHaveLength(40);
    await label(20, 40);
    await drain();
    const second = await predictions();
    const newest = (await headOf('labels-models')).slice(0, 12);
    expect(second.filter(({ model_version }) => model_version === newest)).toHaveLength(20);
    expect(second.filter(({ model_version }) => model_version !== newest)).toHaveLength(20);
    expect((await tasks()).filter(({ state }) => state === 'labeled')).toHaveLength(40);
    expect(Object.keys(await place.files('labels-predictions', 'master'))).toHaveLength(21);
    // no wave goes round: the commits of models and predictions wake nobody
    await drain();
    expect((await listProjectRuns(place.server, owner, { id: project.id, limit: 10 })).items).toHaveLength(2);
    expect(trainings).toBe(2);
  });

  test('is debounced: few labels wait for quiet', async () => {
    await label(0, 20);
    await on();
    await drain();
    await label(20, 22);
    await drain();
    expect(trainings).toBe(1);
    const { pending, reason } = await getSuggestions(place.server, owner, { id: project.id });
    expect(pending?.labels).toBe(2);
    expect(reason).toContain('2 of 5');
    place.pass(31_000);
    await drain();
    expect(trainings).toBe(2);
  });

  test('asked again on unchanged labels, nothing is done twice; new tasks are predicted by the same model', async () => {
    await label(0, 30);
    await on();
    await drain();
    const model = await headOf('labels-models');
    await retrainSuggestions(place.server, owner, { id: project.id });
    await drain();
    const { items } = await listProjectRuns(place.server, owner, { id: project.id, limit: 10 });
    expect(items[0]).toMatchObject({ state: 'done', reason: 'Nothing changed since an earlier run.' });
    expect(items[0]?.metrics).toEqual(items[1]?.metrics);

    await place.put('raw', { 'texts/9999': JSON.stringify({ text: 'a lovely new day' }) });
    await syncProject(place.server, owner, { id: project.id });
    await drain();
    place.pass(31_000);
    await drain();
    expect(trainings).toBe(1);
    expect(await headOf('labels-models')).toBe(model);
    const fresh = (await predictions()).find(({ text }) => text.includes('new day'));
    expect(fresh?.result).toContain('Positive');
  });

  test('says why nothing happens', async () => {
    const reason = async () => (await getSuggestions(place.server, owner, { id: project.id })).reason;
    expect(await reason()).toBe('Suggestions are off.');
    await expect(retrainSuggestions(place.server, owner, { id: project.id })).rejects.toMatchObject({
      code: 'suggestions.off',
    });
    await on();
    await drain();
    expect(await reason()).toContain('No labels are committed yet');
    await label(0, 3);
    await drain();
    place.pass(31_000);
    await drain();
    expect(await reason()).toContain('3 labeled examples');
    const { items } = await listProjectRuns(place.server, owner, { id: project.id, limit: 10 });
    expect(items[0]?.state).toBe('skipped');
    await setSuggestions(place.server, owner, { id: project.id, enabled: false });
    await label(3, 30);
    await drain();
    expect(await predictions()).toEqual([]);
  });

  test('a run shows its steps and log; runs of others and for others are refused', async () => {
    await label(0, 30);
    await on();
    await drain();
    const { items } = await listProjectRuns(place.server, owner, { id: project.id, limit: 10 });
    const run = items[0]?.id ?? '';
    const view = await getProjectRun(place.server, owner, { id: project.id, run });
    expect(view.steps.map(({ name }) => name)).toEqual([
      'read labels',
      'train',
      'commit model',
      'predict',
      'load',
    ]);
    expect(view.log.map(({ text }) => text).join('\n')).toContain('30 suggestions shown');
    await expect(getProjectRun(place.server, owner, { id: project.id, run: 'none' })).rejects.toMatchObject({
      code: 'run.not_found',
    });
    const stranger = await place.person('sam', 'owner', 'o2');
    await expect(getProjectRun(place.server, stranger, { id: project.id, run })).rejects.toMatchObject({
      code: 'project.not_found',
    });
    const annotator = await place.person('anna', 'annotator');
    await expect(
      setSuggestions(place.server, annotator, { id: project.id, enabled: false }),
    ).rejects.toMatchObject({ status: 404 });
  });
});

test('provenance: from an annotation to the model and its predictions, and back', async () => {
  await on();
  const labels = await label(0, 30);
  await drain();
  const model = await headOf('labels-models');
  const made = await headOf('labels-predictions');
  const [annotation] = await readSql<{ id: number; uid: string }>(
    place.db,
    sql`SELECT id, uid FROM annotation ORDER BY id LIMIT 1`,
  );
  const forward = await walkProvenance(place.server, owner, {
    id: project.id,
    annotation: String(annotation?.id),
  });
  const start = `annotation:${annotation?.uid}`;
  const reached = (graph: typeof forward, from: string, direction: 'from' | 'to') => {
    const other = direction === 'from' ? 'to' : 'from';
    const seen = new Set([from]);
    for (let size = 0; size !== seen.size; ) {
      size = seen.size;
      for (const edge of graph.edges) if (seen.has(edge[direction])) seen.add(edge[other]);
    }
    return seen;
  };
  const after = reached(forward, start, 'from');
  expect(after).toContain(`commit:${labels}`);
  expect(after).toContain(`commit:${model}`);
  expect(after).toContain(`commit:${made}`);
  const shown = (await predictions()).map(({ id }) => `prediction:${id}`);
  expect([...after].filter((id) => id.startsWith('prediction:')).sort()).toEqual(shown.toSorted());
  expect(forward.nodes.map(({ id }) => id)).toEqual(expect.arrayContaining([...after]));

  const back = await walkProvenance(place.server, owner, {
    id: project.id,
    prediction: shown[0]?.slice('prediction:'.length),
  });
  const before = reached(back, shown[0] ?? '', 'to');
  for (const id of [`commit:${made}`, `commit:${model}`, `commit:${labels}`, start])
    expect(before).toContain(id);
  expect([...before].filter((id) => id.startsWith('annotation:'))).toHaveLength(30);
  const fromModel = await walkProvenance(place.server, owner, { id: project.id, model });
  expect(reached(fromModel, `commit:${model}`, 'to')).toContain(start);

  // recorded, not inferred: the commits say the same by themselves
  const fromLabels = await descendants(place.server.versions, { repo: await repo('labels'), commit: labels });
  expect(fromLabels.map(({ commit }) => commit).sort()).toEqual([made, model].sort());
  // an annotation that no commit holds leads nowhere
  const [task] = (await tasks()).slice(40);
  const loose = await submitAnnotation(place.server, owner, {
    id: project.id,
    task: String(task?.id),
    result: answer('Positive', 'loose'),
    skipped: false,
    predictions: [],
  });
  const alone = await walkProvenance(place.server, owner, { id: project.id, annotation: loose.id });
  expect(alone.nodes).toHaveLength(1);
  expect(await walkProvenance(place.server, owner, { id: project.id })).toEqual(fromModel);
  await expect(
    walkProvenance(place.server, owner, { id: project.id, model, prediction: '1' }),
  ).rejects.toMatchObject({ code: 'request.invalid' });
});
