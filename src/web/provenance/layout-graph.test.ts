import { expect, test } from 'vitest';
import { layoutGraph, type ProvenanceNode } from './layout-graph.ts';

const node = (id: string, type: ProvenanceNode['type']): ProvenanceNode => ({
  id,
  type,
  title: id,
  repo: null,
  commit: null,
  time: null,
  taskId: null,
  run: null,
  detail: null,
});

test('what was made stands right of what it was made from', () => {
  const layout = layoutGraph({
    start: null,
    nodes: [
      node('model', 'model'),
      node('input', 'input'),
      node('a', 'annotation'),
      node('labels', 'labels'),
      node('predictions', 'predictions'),
    ],
    edges: [
      { from: 'a', to: 'labels' },
      { from: 'input', to: 'labels' },
      { from: 'labels', to: 'model' },
      { from: 'model', to: 'predictions' },
      { from: 'input', to: 'predictions' },
    ],
    truncated: false,
  });
  const column = (id: string) => layout.placed.find((each) => each.id === id)?.column;
  expect(['input', 'a', 'labels', 'model', 'predictions'].map(column)).toEqual([0, 0, 1, 2, 3]);
  expect(layout.columns).toBe(4);
  const places = layout.placed.map((each) => `${each.column}/${each.row}`);
  expect(new Set(places).size).toBe(places.length);
});

test('fifty that differ in nothing but themselves are four and one', () => {
  const many = Array.from({ length: 50 }, (_, index) => node(`a${index}`, 'annotation'));
  const layout = layoutGraph({
    start: null,
    nodes: [node('labels', 'labels'), ...many],
    edges: many.map(({ id }) => ({ from: id, to: 'labels' })),
    truncated: true,
  });
  expect(layout.placed.filter((each) => each.type === 'more')).toMatchObject([
    { kind: 'annotation', count: 46, column: 0 },
  ]);
  expect(layout.placed).toHaveLength(6);
  expect(layout.edges).toHaveLength(5);
});

test('what a longer way says already is not drawn again; the start is never among the others', () => {
  const many = Array.from({ length: 9 }, (_, index) => node(`a${index}`, 'annotation'));
  const layout = layoutGraph({
    start: 'a7',
    nodes: [node('labels', 'labels'), node('run', 'run'), node('model', 'model'), ...many],
    edges: [
      ...many.map(({ id }) => ({ from: id, to: 'labels' })),
      { from: 'labels', to: 'run' },
      { from: 'run', to: 'model' },
      { from: 'labels', to: 'model' },
    ],
    truncated: false,
  });
  expect(layout.edges).not.toContainEqual({ from: 'labels', to: 'model' });
  expect(layout.edges).toContainEqual({ from: 'run', to: 'model' });
  expect(layout.placed.map(({ id }) => id)).toContain('a7');
});

test('what has the same neighbours stands in the order of time, and the many that are not shown last', () => {
  const at = (id: string, minute: number) => ({
    ...node(id, 'labels'),
    time: `2026-01-01T00:0${minute}:00.000Z`,
  });
  const times = [5, 3, 8, 1, 4, 2];
  const layout = layoutGraph({
    start: null,
    nodes: [node('a', 'annotation'), ...times.map((minute) => at(`c${minute}`, minute))],
    edges: times.map((minute) => ({ from: 'a', to: `c${minute}` })),
    truncated: false,
  });
  const rows = layout.placed.filter(({ column }) => column === 1).toSorted((a, b) => a.row - b.row);
  expect(rows.map(({ id, type }) => (type === 'more' ? type : id))).toEqual(['c1', 'c3', 'c5', 'c8', 'more']);
});

test('an empty graph has one column and no row', () => {
  expect(layoutGraph({ start: null, nodes: [], edges: [], truncated: false })).toMatchObject({
    columns: 1,
    rows: 0,
  });
});
