import { expect, test } from 'vitest';
import type { Layout, Placed } from './layout-graph.ts';
import { stepInGraph } from './step-in-graph.ts';

const at = (id: string, column: number, row: number): Placed => ({
  type: 'node',
  id,
  column,
  row,
  node: {
    id,
    type: 'annotation',
    title: id,
    repo: null,
    commit: null,
    time: null,
    taskId: null,
    run: null,
    detail: null,
  },
});
const layout: Layout = {
  placed: [
    at('a0', 0, 0),
    { type: 'more', id: 'more:a', column: 0, row: 1, kind: 'annotation', count: 9 },
    at('a2', 0, 2),
    at('a3', 0, 3),
    at('labels', 1, 0),
    at('model', 2, 0),
  ],
  edges: [
    ...['a0', 'more:a', 'a2', 'a3'].map((from) => ({ from, to: 'labels' })),
    { from: 'labels', to: 'model' },
    { from: 'a3', to: 'model' },
  ],
  columns: 3,
  rows: 4,
};

test('right leads to what was made of it, left to the nearest of what it was made from', () => {
  expect(stepInGraph(layout, 'labels', 'ArrowRight')).toBe('model');
  expect(stepInGraph(layout, 'labels', 'ArrowLeft')).toBe('a2');
  expect(stepInGraph(layout, 'model', 'ArrowLeft')).toBe('labels');
  expect(stepInGraph(layout, 'a3', 'ArrowRight')).toBe('labels');
});

test('up and down pass over what stands for many, and stay in the column', () => {
  expect(stepInGraph(layout, 'a0', 'ArrowDown')).toBe('a2');
  expect(stepInGraph(layout, 'a2', 'ArrowUp')).toBe('a0');
  expect(stepInGraph(layout, 'a0', 'ArrowUp')).toBeUndefined();
  expect(stepInGraph(layout, 'model', 'ArrowDown')).toBeUndefined();
});

test('no other key moves, and nothing moves from where nobody is', () => {
  expect(stepInGraph(layout, 'a0', 'Enter')).toBeUndefined();
  expect(stepInGraph(layout, 'gone', 'ArrowLeft')).toBeUndefined();
});
