import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createHistory } from './history.ts';
import { createRecordStore } from './record-store.ts';
import { makeDiff, reverseDiff, squashDiffs, type RecordsDiff } from './records-diff.ts';

type Item = { readonly key: string; readonly value: number };
type Step = {
  readonly verb: 'put' | 'drop' | 'mark' | 'undo' | 'redo';
  readonly key: string;
  readonly value: number;
};

const step: fc.Arbitrary<Step> = fc.record({
  verb: fc.constantFrom('put', 'put', 'put', 'drop', 'mark', 'undo', 'redo'),
  key: fc.constantFrom('a', 'b', 'c'),
  value: fc.nat(9),
});

const edit = (
  store: ReturnType<typeof createRecordStore<Item>>,
  { verb, key, value }: Step,
): RecordsDiff<Item> => {
  const before = store.get(key);
  if (verb === 'drop') return makeDiff({ removed: before ? [before] : [] });
  const next = { key, value };
  return before ? makeDiff({ updated: [[before, next]] }) : makeDiff({ added: [next] });
};

const contents = (store: ReturnType<typeof createRecordStore<Item>>) =>
  new Map([...store.all()].map((item) => [item.key, item]));

test('undo goes back through the states at the marks, redo forward, to the same records', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const store = createRecordStore<Item>();
      const history = createHistory(store);
      for (const each of steps) {
        if (each.verb === 'mark') history.mark('m');
        else if (each.verb === 'undo') history.undo();
        else if (each.verb === 'redo') history.redo();
        else history.apply(edit(store, each));
      }
      const end = contents(store);
      const trail: Map<string, Item>[] = [];
      do trail.push(contents(store));
      while (history.undo());
      expect(store.size).toBe(0);
      trail.pop();
      while (trail.length > 0) {
        history.redo();
        const expected = trail.pop() as Map<string, Item>;
        expect(contents(store)).toEqual(expected);
      }
      for (const [key, item] of end) if (store.get(key)) expect(store.get(key)).toEqual(item);
    }),
    { numRuns: 200 },
  );
});

test('two diffs squashed do what the two do, and their reverse takes both back', () => {
  fc.assert(
    fc.property(
      fc.array(
        step.filter((s) => s.verb === 'put' || s.verb === 'drop'),
        { minLength: 1, maxLength: 20 },
      ),
      (steps) => {
        const store = createRecordStore<Item>();
        store.apply(makeDiff({ added: [{ key: 'a', value: 0 }] }));
        const begin = contents(store);
        let total: RecordsDiff<Item> = makeDiff({});
        for (const each of steps) {
          const diff = edit(store, each);
          store.apply(diff);
          total = squashDiffs(total, diff);
        }
        const end = contents(store);
        store.apply(reverseDiff(total));
        expect(contents(store)).toEqual(begin);
        store.apply(total);
        expect(contents(store)).toEqual(end);
      },
    ),
  );
});

test('bail takes back what came since the mark and leaves nothing to redo', () => {
  const store = createRecordStore<Item>();
  const history = createHistory(store);
  history.apply(makeDiff({ added: [{ key: 'a', value: 1 }] }));
  const mark = history.mark('drag');
  history.apply(edit(store, { verb: 'put', key: 'a', value: 2 }));
  history.apply(edit(store, { verb: 'put', key: 'a', value: 3 }));
  history.bail(mark);
  expect(store.get('a')?.value).toBe(1);
  expect(history.redo()).toBe(false);
  expect(history.undo()).toBe(true);
  expect(store.size).toBe(0);
});

test('a change that does not fit is refused whole', () => {
  const store = createRecordStore<Item>();
  const stale = { key: 'a', value: 1 };
  expect(() => store.apply(makeDiff({ added: [{ key: 'b', value: 1 }], removed: [stale] }))).toThrow('a');
  expect(store.size).toBe(0);
});
