import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { getCommit } from '../../versions/commands/get-commit.ts';
import type { ClassMapping } from '../../labels/config/class-mapping.ts';
import { readSpec } from '../../pipelines/pipelines.ts';
import type { PipelineRow } from '../../pipelines/tables.ts';
import { changeConfig } from '../projects/config/change-config.ts';
import { restoreLabels } from '../projects/labels/restore-labels.ts';
import { answer, sentiment } from '../projects/project-server.suite.ts';
import { readSql } from '../../db/run-sql.ts';
import { nextTask } from '../projects/tasks/next-task.ts';
import { removeProject } from '../projects/remove-project.ts';
import { submitAnnotation } from '../projects/tasks/submit-annotation.ts';
import { isGood, type LoopPlace, openLoop } from './loop-place.suite.ts';
import { getSuggestions } from './suggestions/get-suggestions.ts';
import { loadPredictions } from './suggestions/load-predictions.ts';
import { listProjectRuns } from './suggestions/project-runs.ts';
import { setSuggestions } from './suggestions/set-suggestions.ts';

/* The loop where something is missing, changes under it, or is turned off. */

let loop: LoopPlace;
beforeEach(async () => {
  loop = await openLoop();
});
afterEach(() => loop.close());

const status = () => getSuggestions(loop.place.server, loop.owner, { id: loop.project.id });
const runs = async () =>
  (await listProjectRuns(loop.place.server, loop.owner, { id: loop.project.id, limit: 10 })).items;
const open = async () => (await loop.tasks()).filter(({ state }) => state === 'open');

test('agreement is counted on what stood before people, by the model that suggested it', async () => {
  await loop.on();
  await loop.label(0, 20);
  await loop.drain();
  expect((await runs())[0]?.agreement).toBeNull();
  const suggested = new Map(
    (await loop.predictions()).map(({ task, result }) => [task, result.includes('Positive')]),
  );
  const labeled = (await loop.tasks()).slice(20, 40);
  const asTold = labeled.filter(({ id, data }) => {
    const n = Number(/number (\d+)/.exec(data)?.[1]);
    return suggested.get(id) === (n < 25 ? !isGood(n) : isGood(n));
  });
  await loop.label(20, 40, (n) => (n < 25 ? !isGood(n) : isGood(n)));
  await loop.drain();
  const [second, first] = await runs();
  expect(first?.agreement).toEqual({ shown: 20, agreed: asTold.length });
  expect(asTold.length).toBeLessThan(18);
  expect(asTold.length).toBeGreaterThan(10);
  expect(second?.agreement).toBeNull();
  // skipped tasks, and answers without a suggestion in sight, say nothing
  const [next, other] = await open();
  await submitAnnotation(loop.place.server, loop.owner, {
    id: loop.project.id,
    task: String(next?.id),
    result: [],
    skipped: true,
    predictions: (await loop.predictions())
      .filter(({ task }) => task === next?.id)
      .map(({ id }) => String(id)),
  });
  await submitAnnotation(loop.place.server, loop.owner, {
    id: loop.project.id,
    task: String(other?.id),
    result: answer('Positive', 'alone'),
    skipped: false,
    predictions: [],
  });
  expect((await runs())[0]?.agreement).toBeNull();
});

test('one class only is not learned, and the page says what is missing', async () => {
  await loop.on();
  await loop.label(0, 12, () => true);
  await loop.drain();
  expect((await runs())[0]).toMatchObject({ state: 'skipped' });
  expect((await status()).reason).toContain('two classes');
  expect(await loop.predictions()).toEqual([]);
});

test('a deleted project ends its pipeline: what waited and what lands later makes no run', async () => {
  const { db } = loop.place.server;
  await loop.on();
  await loop.label(0, 20);
  await removeProject(loop.place.server, loop.owner, { id: loop.project.id });
  await loop.drain();
  expect(await readSql(db, sql`SELECT active FROM pipeline`)).toEqual([{ active: 0 }]);
  for (const table of ['pipeline_input', 'pipeline_pending', 'pipeline_pending_commit', 'suggestion_model'])
    expect(await readSql(db, sql`SELECT * FROM ${sql.table(table)}`), table).toEqual([]);
  expect(await readSql(db, sql`SELECT state FROM pipeline_run WHERE ended_at IS NULL`)).toEqual([]);
  expect(await readSql(db, sql`SELECT state FROM pipeline_run WHERE state = 'failed'`)).toEqual([]);
});

test('turned off, open tasks show nothing; turned on again, the same model shows', async () => {
  await loop.on();
  await loop.label(0, 20);
  await loop.drain();
  expect(await loop.predictions()).toHaveLength(40);
  await setSuggestions(loop.place.server, loop.owner, { id: loop.project.id, enabled: false });
  expect(await loop.predictions()).toEqual([]);
  const [row] = await readSql<{ predictions: number }>(loop.place.db, sql`SELECT predictions FROM project`);
  expect(row?.predictions).toBe(0);
  await loop.on();
  await loop.drain();
  expect(await loop.predictions()).toHaveLength(40);
  expect(loop.trainings()).toBe(1);
});

test('turned off with a run waiting, the run ends', async () => {
  await loop.label(0, 20);
  await loop.on();
  await loop.engine.turn();
  expect((await runs())[0]).toMatchObject({ state: 'waiting' });
  await setSuggestions(loop.place.server, loop.owner, { id: loop.project.id, enabled: false });
  await loop.drain();
  expect((await runs())[0]).toMatchObject({ state: 'cancelled' });
  expect(await loop.predictions()).toEqual([]);
  expect(loop.trainings()).toBe(0);
});

test('a threshold shows what is sure enough, at once and without training again', async () => {
  await loop.on();
  await loop.label(0, 20);
  await loop.drain();
  const scores = (await loop.predictions()).map(({ score }) => score ?? 0).sort((a, b) => a - b);
  const threshold = scores[20] as number;
  expect((await loop.on({ threshold })).settings.threshold).toBe(threshold);
  await loop.drain();
  const shown = await loop.predictions();
  expect(shown.length).toBe(scores.filter((score) => score >= threshold).length);
  expect(shown.every(({ score }) => (score ?? 0) >= threshold)).toBe(true);
  await loop.on({ threshold: 0 });
  await loop.drain();
  expect(await loop.predictions()).toHaveLength(40);
  expect(loop.trainings()).toBe(1);
});

test('a suggestion that somebody has open stays, so that the answer is to what was seen', async () => {
  await loop.on();
  await loop.label(0, 20);
  await loop.drain();
  const { task } = await nextTask(loop.place.server, loop.owner, { id: loop.project.id });
  const seen = task?.predictions[0];
  const before = await loop.headOf('labels-models');
  const rest = (await open()).filter(({ id }) => String(id) !== task?.id);
  const last = await loop.tasks();
  const from = last.findIndex(({ id }) => id === rest[0]?.id);
  await loop.label(from, from + 10);
  await loop.drain();
  expect(await loop.headOf('labels-models')).not.toBe(before);
  const now = (await loop.predictions()).find((row) => String(row.task) === task?.id);
  expect(String(now?.id)).toBe(seen?.id);
});

test('labels that were restored are learned as they are in exactly that commit', async () => {
  await loop.on();
  const first = await loop.label(0, 20);
  await loop.drain();
  await loop.label(20, 40, (n) => !isGood(n));
  await loop.drain();
  const { commit } = await restoreLabels(loop.place.server, loop.owner, {
    id: loop.project.id,
    ref: first,
    message: 'back',
  });
  await loop.drain();
  const model = await getCommit(loop.place.server.versions, {
    repo: await loop.repo('labels-models'),
    ref: await loop.headOf('labels-models'),
  });
  expect(model.provenance[0]).toEqual({ repo: (await loop.repo('labels')).uid, commit: commit?.id });
  // equal labels are not learned twice, but the model is a commit of its own, with that commit behind it
  expect(loop.trainings()).toBe(2);
  expect((await runs())[0]).toMatchObject({ labelCommit: commit?.id, state: 'done' });
  expect((await status()).current?.labels.commit).toBe(commit?.id);
});

test('predictions of a model that learned before a class was renamed come in under its new name', async () => {
  const { server } = loop.place;
  await loop.on();
  await loop.label(0, 20);
  await loop.drain();
  const { id } = loop.project;
  const rename: ClassMapping = [{ type: 'rename', control: 'sentiment', from: 'Positive', to: 'Good' }];
  const config = sentiment.replace('value="Positive"', 'value="Good"');
  await changeConfig(server, loop.owner, { id, config, mapping: rename });
  const outputs = await readSql<{ run: string; name: string; output: string }>(
    server.db,
    sql`SELECT run, name, output FROM pipeline_step`,
  );
  const [run] = await runs();
  const [pipeline] = await readSql<PipelineRow>(server.db, sql`SELECT * FROM pipeline`);
  const answer = await loadPredictions(server).run({
    pipeline: pipeline as PipelineRow,
    spec: await readSpec(server.db, pipeline?.id ?? '', pipeline?.spec_version ?? 0),
    run: { id: run?.id ?? '', inputs: [] },
    outputs: Object.fromEntries(outputs.map(({ name, output }) => [name, JSON.parse(output)])),
    log: () => undefined,
    progress: () => undefined,
    signal: new AbortController().signal,
  });
  expect(answer).toMatchObject({ type: 'done', output: { loaded: 40, passed: 0 } });
  const classes = (await loop.predictions()).map(({ result }) => /"choices":\["(\w+)"\]/.exec(result)?.[1]);
  expect(new Set(classes)).toEqual(new Set(['Good', 'Negative']));
});
