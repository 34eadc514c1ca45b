import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Project } from '../../shared/contract/projects.ts';
import { descendants } from '../../versions/commands/descendants.ts';
import { getCommit } from '../../versions/commands/get-commit.ts';
import type { Actor } from '../actor.ts';
import { readObjectText } from '../projects/labels/read-object-text.ts';
import { answer, type Place } from '../projects/project-server.suite.ts';
import { readSql } from '../../db/run-sql.ts';
import { syncProject } from '../projects/sources/sync-project.ts';
import { nextTask } from '../projects/tasks/next-task.ts';
import { submitAnnotation } from '../projects/tasks/submit-annotation.ts';
import { isGood, type LoopPlace, numberIn, openLoop } from './loop-place.suite.ts';
import { walkProvenance } from './provenance/walk-provenance.ts';
import { getSuggestions } from './suggestions/get-suggestions.ts';
import { getProjectRun, listProjectRuns } from './suggestions/project-runs.ts';
import { retrainSuggestions, setSuggestions } from './suggestions/set-suggestions.ts';

let loop: LoopPlace;
let place: Place;
let owner: Actor;
let project: Project;
beforeEach(async () => {
  loop = await openLoop();
  ({ place, owner, project } = loop);
});
afterEach(() => loop.close());

describe('the loop', () => {
  test('a label commit becomes a model, predictions, and suggestions on the open tasks', async () => {
    await loop.on();
    const labels = await loop.label(0, 30);
    await loop.drain();

    const status = await getSuggestions(place.server, owner, { id: project.id });
    expect(status).toMatchObject({
      enabled: true,
      unfit: null,
      control: 'sentiment',
      run: { state: 'done' },
    });
    expect(status.reason).toContain('Up to date');

    const model = await getCommit(place.server.versions, {
      repo: await loop.repo('labels-models'),
      ref: await loop.headOf('labels-models'),
    });
    const input = await loop.headOf('raw');
    expect(model.provenance).toEqual([
      { repo: (await loop.repo('labels')).uid, commit: labels },
      { repo: (await loop.repo('raw')).uid, commit: input },
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
      repo: await loop.repo('labels-predictions'),
      ref: await loop.headOf('labels-predictions'),
    });
    expect(made.provenance.map(({ commit }) => commit)).toEqual([model.id, labels, input]);
    const predicted = await place.files('labels-predictions', 'master');
    expect(Object.keys(predicted).filter((path) => path.startsWith('tasks/'))).toHaveLength(30);

    const rows = await loop.predictions();
    expect(rows).toHaveLength(30);
    const right = rows.filter(({ text, result }) => {
      const n = numberIn(text);
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
    await loop.on();
    await loop.label(0, 20);
    await loop.drain();
    const first = await loop.predictions();
    expect(first).toHaveLength(40);
    await loop.label(20, 40);
    await loop.drain();
    const second = await loop.predictions();
    const newest = (await loop.headOf('labels-models')).slice(0, 12);
    expect(second.filter(({ model_version }) => model_version === newest)).toHaveLength(20);
    expect(second.filter(({ model_version }) => model_version !== newest)).toHaveLength(20);
    expect((await loop.tasks()).filter(({ state }) => state === 'labeled')).toHaveLength(40);
    expect(Object.keys(await place.files('labels-predictions', 'master'))).toHaveLength(21);
    // no wave goes round: the commits of models and predictions wake nobody
    await loop.drain();
    expect((await listProjectRuns(place.server, owner, { id: project.id, limit: 10 })).items).toHaveLength(2);
    expect(loop.trainings()).toBe(2);
  });

  test('is debounced: few labels wait for quiet', async () => {
    await loop.label(0, 20);
    await loop.on();
    await loop.drain();
    await loop.label(20, 22);
    await loop.drain();
    expect(loop.trainings()).toBe(1);
    const { pending, reason } = await getSuggestions(place.server, owner, { id: project.id });
    expect(pending?.labels).toBe(2);
    expect(reason).toContain('2 of 5');
    place.pass(31_000);
    await loop.drain();
    expect(loop.trainings()).toBe(2);
  });

  test('asked again on unchanged labels, nothing is done twice; new tasks are predicted by the same model', async () => {
    await loop.label(0, 30);
    await loop.on();
    await loop.drain();
    const model = await loop.headOf('labels-models');
    await retrainSuggestions(place.server, owner, { id: project.id });
    await loop.drain();
    const { items } = await listProjectRuns(place.server, owner, { id: project.id, limit: 10 });
    expect(items[0]).toMatchObject({ state: 'done', reason: 'Nothing changed since an earlier run.' });
    expect(items[0]?.metrics).toEqual(items[1]?.metrics);

    await place.put('raw', { 'texts/9999': JSON.stringify({ text: 'a lovely new day' }) });
    await syncProject(place.server, owner, { id: project.id });
    await loop.drain();
    place.pass(31_000);
    await loop.drain();
    expect(loop.trainings()).toBe(1);
    expect(await loop.headOf('labels-models')).toBe(model);
    const fresh = (await loop.predictions()).find(({ text }) => text.includes('new day'));
    expect(fresh?.result).toContain('Positive');
  });

  test('says why nothing happens', async () => {
    const reason = async () => (await getSuggestions(place.server, owner, { id: project.id })).reason;
    expect(await reason()).toBe('Suggestions are off.');
    await expect(retrainSuggestions(place.server, owner, { id: project.id })).rejects.toMatchObject({
      code: 'suggestions.off',
    });
    await loop.on();
    await loop.drain();
    expect(await reason()).toContain('No labels are committed yet');
    await loop.label(0, 3);
    await loop.drain();
    place.pass(31_000);
    await loop.drain();
    expect(await reason()).toContain('3 labeled examples');
    const { items } = await listProjectRuns(place.server, owner, { id: project.id, limit: 10 });
    expect(items[0]?.state).toBe('skipped');
    // asked for, it is refused in place, and no run more says the same
    await expect(retrainSuggestions(place.server, owner, { id: project.id })).rejects.toMatchObject({
      code: 'suggestions.few_labels',
      data: { count: 3, needed: 10, missing: 7 },
    });
    await loop.drain();
    const { items: same } = await listProjectRuns(place.server, owner, { id: project.id, limit: 10 });
    expect(same).toHaveLength(items.length);
    await setSuggestions(place.server, owner, { id: project.id, enabled: false });
    await loop.label(3, 30);
    await loop.drain();
    expect(await loop.predictions()).toEqual([]);
  });

  test('a run shows its steps and log; runs of others and for others are refused', async () => {
    await loop.label(0, 30);
    await loop.on();
    await loop.drain();
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
  await loop.on();
  const labels = await loop.label(0, 30);
  await loop.drain();
  const model = await loop.headOf('labels-models');
  const made = await loop.headOf('labels-predictions');
  const [annotation] = await readSql<{ id: number; uid: string; task: number }>(
    place.db,
    sql`SELECT id, uid, task FROM annotation ORDER BY id LIMIT 1`,
  );
  const forward = await walkProvenance(place.server, owner, {
    id: project.id,
    node: `annotation:${annotation?.id}`,
  });
  const start = `annotation:${annotation?.task}/${annotation?.uid}`;
  expect(forward.start).toBe(start);
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
  const shown = (await loop.predictions()).map(({ id }) => `prediction:${id}`);
  expect([...after].filter((id) => id.startsWith('prediction:')).sort()).toEqual(shown.toSorted());
  expect(forward.nodes.map(({ id }) => id)).toEqual(expect.arrayContaining([...after]));

  const back = await walkProvenance(place.server, owner, {
    id: project.id,
    node: shown[0],
  });
  const before = reached(back, shown[0] ?? '', 'to');
  for (const id of [`commit:${made}`, `commit:${model}`, `commit:${labels}`, start])
    expect(before).toContain(id);
  expect([...before].filter((id) => id.startsWith('annotation:'))).toHaveLength(30);
  const fromModel = await walkProvenance(place.server, owner, { id: project.id, node: `commit:${model}` });
  expect(reached(fromModel, `commit:${model}`, 'to')).toContain(start);

  // recorded, not inferred: the commits say the same by themselves
  const fromLabels = await descendants(place.server.versions, {
    repo: await loop.repo('labels'),
    commit: labels,
  });
  expect(fromLabels.map(({ commit }) => commit).sort()).toEqual([made, model].sort());
  // an annotation that no commit holds leads nowhere
  const [task] = (await loop.tasks()).slice(40);
  const loose = await submitAnnotation(place.server, owner, {
    id: project.id,
    task: String(task?.id),
    result: answer('Positive', 'loose'),
    skipped: false,
    predictions: [],
  });
  const alone = await walkProvenance(place.server, owner, { id: project.id, node: `annotation:${loose.id}` });
  expect(alone.nodes).toHaveLength(1);
  expect(await walkProvenance(place.server, owner, { id: project.id })).toEqual(
    await walkProvenance(place.server, owner, { id: project.id, node: `commit:${model}` }),
  );
  for (const [node, code] of [
    ['nothing', 'request.invalid'],
    ['annotation:999', 'annotation.not_found'],
    ['prediction:999', 'prediction.not_found'],
    ['run:none', 'run.not_found'],
    ['commit:0123456789', 'commit.not_found'],
  ] as const)
    await expect(walkProvenance(place.server, owner, { id: project.id, node })).rejects.toMatchObject({
      code,
    });

  // every node of any of these graphs is a place to begin at, and is in the graph of its own
  const nodes = new Map([...forward.nodes, ...back.nodes].map((node) => [node.id, node]));
  const kinds = new Map([...nodes.values()].map((node) => [node.type, node.id]));
  expect([...kinds.keys()].sort()).toEqual([
    'annotation',
    'input',
    'labels',
    'model',
    'prediction',
    'predictions',
    'run',
  ]);
  for (const node of kinds.values()) {
    const graph = await walkProvenance(place.server, owner, { id: project.id, node });
    expect(graph.start).toBe(node);
    expect(graph.nodes.map(({ id }) => id)).toContain(node);
    expect(reached(graph, node, 'from').size + reached(graph, node, 'to').size).toBeGreaterThan(3);
  }
});

test('provenance: an annotation leads back to the suggestion before it, its model, and what that learned from', async () => {
  await loop.on();
  const labels = await loop.label(0, 20);
  await loop.drain();
  const model = await loop.headOf('labels-models');
  const [suggestion] = await loop.predictions();
  await loop.label(20, 30);
  const [annotation] = await readSql<{ id: number; uid: string }>(
    place.db,
    sql`SELECT * FROM annotation WHERE task = ${suggestion?.task}`,
  );
  const { edges } = await walkProvenance(place.server, owner, {
    id: project.id,
    node: `annotation:${annotation?.id}`,
  });
  const at = `annotation:${suggestion?.task}/${annotation?.uid}`;
  const before = (id: string) => edges.filter(({ to }) => to === id).map(({ from }) => from);
  expect(before(at)).toEqual([`prediction:${suggestion?.id}`]);
  const [made] = before(`prediction:${suggestion?.id}`);
  expect(before(made ?? '')).toContain(`commit:${model}`);
  const [run] = before(`commit:${model}`);
  expect(run).toMatch(/^run:/);
  expect(before(run ?? '')).toContain(`commit:${labels}`);
  // still found in the label commits when the row is gone
  await place.db.write([{ sql: 'DELETE FROM annotation WHERE id = ?', parameters: [annotation?.id ?? 0] }]);
  const gone = await walkProvenance(place.server, owner, { id: project.id, node: at });
  expect(gone.nodes.find(({ id }) => id === at)?.title).toBe('Annotation by olga');
  expect(gone.edges.some(({ from }) => from === at)).toBe(true);
});
