import { expect, test } from 'vitest';
import type { TaskView } from '../../shared/contract/project-tasks.ts';
import { openTask } from './opening-results.ts';

const annotation = (id: string, author: string) => ({
  id,
  taskId: '1',
  author: { id: author, name: author },
  result: [id],
  skipped: false,
  skipReason: null,
  created: '2026-01-01T00:00:00.000Z',
  updated: '2026-01-01T00:00:00.000Z',
  leadTime: null,
  version: 4,
  committed: false,
  review: null,
});
const draft = (annotationId: string | null, updated: string) => ({
  id: 'd',
  annotationId,
  result: ['draft'],
  unfit: [],
  leadTime: null,
  updated,
});
const task = (parts: Partial<TaskView>): TaskView =>
  ({ id: '1', state: 'open', annotations: [], predictions: [], draft: null, ...parts }) as TaskView;

test('opens nothing, one’s own annotation, or the draft over it', () => {
  expect(openTask(task({}), 'me', null)).toMatchObject({ annotationId: null, from: 'nothing' });
  expect(openTask(task({ annotations: [annotation('a', 'other')] }), 'me', null).from).toBe('nothing');
  const finished = task({ state: 'labeled', annotations: [annotation('a', 'other')] });
  expect(openTask(finished, 'me', null)).toMatchObject({ annotationId: 'a', from: 'annotation' });
  const mine = task({ annotations: [annotation('a', 'me')] });
  expect(openTask(mine, 'me', null)).toMatchObject({ annotationId: 'a', version: 4, from: 'annotation' });
  const drafted = task({
    annotations: [annotation('a', 'me')],
    draft: draft('a', '2026-01-02T00:00:00.000Z'),
  });
  expect(openTask(drafted, 'me', null)).toMatchObject({
    annotationId: 'a',
    from: 'draft',
    result: ['draft'],
  });
});

test('the browser’s copy wins only when it is newer', () => {
  const drafted = task({ draft: draft(null, '2026-01-02T00:00:00.000Z') });
  const backup = (time: string) => ({ annotationId: null, result: ['backup'], time });
  expect(openTask(drafted, 'me', backup('2026-01-03T00:00:00.000Z')).result).toEqual(['backup']);
  expect(openTask(drafted, 'me', backup('2026-01-01T00:00:00.000Z')).result).toEqual(['draft']);
});

test('a draft of another annotation does not show over the one asked for', () => {
  const both = task({
    annotations: [annotation('a', 'me'), annotation('b', 'other')],
    draft: draft('a', '2026-01-02T00:00:00.000Z'),
  });
  expect(openTask(both, 'me', null, 'b')).toMatchObject({
    annotationId: 'b',
    from: 'annotation',
    result: ['b'],
  });
});

test('a draft of an annotation that is gone is offered as a new one’s beginning only by choice', () => {
  const gone = task({ draft: draft('gone', '2026-01-02T00:00:00.000Z') });
  expect(openTask(gone, 'me', null)).toMatchObject({ annotationId: null, from: 'nothing' });
});

test('work of this browser that was done with another config is not opened as it is', () => {
  const kept = { annotationId: null, result: ['kept'], time: '2026-02-01T00:00:00.000Z' };
  const open = (configVersion: number | undefined) =>
    openTask(task({ configVersion: 3 }), 'me', { ...kept, configVersion }).from;
  expect([open(3), open(undefined), open(2)]).toEqual(['backup', 'backup', 'nothing']);
});
