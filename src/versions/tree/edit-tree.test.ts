import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Entry } from '../version-store.ts';
import { decodeNode } from './decode-node.ts';
import { diffTrees } from './diff-trees.ts';
import { editTree, emptyTree } from './edit-tree.ts';
import { type NodeSink, nodeSink } from './node-sink.ts';
import { isLeaf, type NodeReader } from './tree-node.ts';
import { compareUtf8 } from './utf8-order.ts';
import { findInTree, walkTree } from './walk-tree.ts';

const memory = () => {
  const nodes = new Map<string, Uint8Array>();
  let reads = 0;
  const reader: NodeReader = {
    read(hash) {
      reads++;
      return decodeNode(nodes.get(hash) ?? expect.fail(`no node ${hash}`));
    },
  };
  const edit = async (root: string, edits: readonly { path: string; entry: Entry | null }[]) => {
    const sink = nodeSink({ reader });
    const made = await editTree(sink, root, edits);
    const written = store(sink);
    return { root: made?.hash ?? root, fold: made?.fold ?? null, written };
  };
  const store = (sink: NodeSink): number => {
    for (const [hash, bytes] of sink.pending) nodes.set(hash, bytes);
    return sink.pending.size;
  };
  const empty = (): string => {
    const sink = nodeSink({ reader });
    const root = emptyTree(sink).hash;
    store(sink);
    return root;
  };
  return { nodes, reader, edit, empty, reads: () => reads, forgetReads: () => void (reads = 0) };
};

const entryOf = (n: number): Entry => ({
  sha256: n.toString(16).padStart(64, '0'),
  size: n,
  modified: 1_700_000_000_000 + n,
  contentType: n % 3 === 0 ? 'text/plain' : 'application/json',
  metadata: n % 5 === 0 ? { owner: `p${n}` } : {},
  etag: n % 7 === 0 ? `${'ab'.repeat(16)}-${(n % 100) + 1}` : n % 11 === 0 ? 'odd' : 'cd'.repeat(16),
});

const key = fc
  .oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
    fc.constantFrom(
      '..',
      '//',
      'a//b',
      '../x',
      '\u{1F600}',
      '\uFFFD',
      '\uE000a',
      '\u{10FFFF}',
      'é'.repeat(512),
    ),
    fc.nat(5000).map((n) => `tasks/${n.toString(16).padStart(4, '0')}.json`),
    fc.nat(50).map((n) => 'k'.repeat(1020) + n.toString().padStart(4, '0')),
  )
  .filter((text) => !/\p{Surrogate}/u.test(text) && !text.includes('\0'));

const files = fc
  .uniqueArray(fc.tuple(key, fc.nat(1000)), { selector: ([path]) => path, maxLength: 600, size: 'max' })
  .map((pairs) => new Map(pairs));

const sorted = (map: ReadonlyMap<string, number | null>) =>
  [...map]
    .sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    .map(([path, n]) => ({ path, entry: n === null ? null : entryOf(n) }));

const contents = async (reader: NodeReader, root: string) => {
  const walk = walkTree(reader, root);
  const found: [string, Entry][] = [];
  for (await walk.seek(''); walk.current !== null; await walk.next()) {
    found.push([walk.current.path, walk.current.entry]);
  }
  return found;
};

/** A new time alone changes nothing, so the old time may stay. */
const timeless = (entry: Entry): Entry => ({ ...entry, modified: 0 });

describe('tree', () => {
  test('compareUtf8 orders as the bytes do', () => {
    fc.assert(
      fc.property(key, key, (a, b) => {
        expect(Math.sign(compareUtf8(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
      }),
    );
  });

  test('edit and walk agree with a map, and history leaves no trace', async () => {
    await fc.assert(
      fc.asyncProperty(files, files, fc.array(fc.nat()), async (first, second, picks) => {
        const { edit, empty, reader } = memory();
        const start = empty();
        const removed = [...first.keys()].filter((_, i) => picks.includes(i % 7));
        const changes = new Map<string, number | null>([
          ...second,
          ...removed.map((path) => [path, null] as const),
        ]);
        const { root: one } = await edit(start, sorted(first));
        const { root: two } = await edit(one, sorted(changes));
        const truth = new Map(first);
        for (const [path, n] of changes) {
          if (n === null) truth.delete(path);
          else truth.set(path, n);
        }
        // Everything in one go, and one by one in another order, make the same tree.
        const { root: atOnce } = await edit(start, sorted(truth));
        const found = await contents(reader, two);
        expect(found.map(([path, entry]) => [path, timeless(entry)])).toEqual(
          sorted(truth).map(({ path, entry }) => [path, timeless(entry as Entry)]),
        );
        expect(two).toBe(atOnce);
      }),
      { numRuns: 60 },
    );
  });

  test('one by one in any order makes the same tree', async () => {
    await fc.assert(
      fc.asyncProperty(files, fc.infiniteStream(fc.nat()), async (all, numbers) => {
        const { edit, empty } = memory();
        const { root: atOnce } = await edit(empty(), sorted(all));
        let root = empty();
        const order = [...all].map((pair) => ({ pair, at: numbers.next().value as number }));
        order.sort((a, b) => a.at - b.at);
        for (const { pair } of order) ({ root } = await edit(root, sorted(new Map([pair]))));
        expect(root).toBe(atOnce);
        // And emptied again it is the empty tree.
        for (const { pair } of order.slice(1))
          ({ root } = await edit(root, [{ path: pair[0], entry: null }]));
        const { root: emptied } = await edit(root, sorted(new Map([...all].map(([path]) => [path, null]))));
        expect(emptied).toBe(empty());
      }),
      { numRuns: 15 },
    );
  });

  test('diff agrees with a map, from any place to any place', async () => {
    await fc.assert(
      fc.asyncProperty(files, files, key, key, async (first, second, a, b) => {
        const { edit, empty, reader } = memory();
        const both = new Map([...first, ...second]);
        const { root: left } = await edit(empty(), sorted(first));
        const { root: right } = await edit(empty(), sorted(both));
        const [after, until] = compareUtf8(a, b) <= 0 ? [a, b] : [b, a];
        const found: string[] = [];
        for await (const change of diffTrees(reader, left, right, { after, until })) found.push(change.path);
        const expected = sorted(both)
          .filter(({ path }) => both.get(path) !== first.get(path))
          .map(({ path }) => path)
          .filter((path) => compareUtf8(path, after) > 0 && compareUtf8(path, until) < 0);
        expect(found).toEqual(expected);
        const back: string[] = [];
        for await (const change of diffTrees(reader, right, left, { after, until })) back.push(change.path);
        expect(back).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });

  test('one change in 200,000 files reads and writes a handful of nodes', async () => {
    const { edit, empty, reader, reads, forgetReads } = memory();
    const many = Array.from({ length: 200_000 }, (_, n) => ({
      path: `d${(n >> 10).toString(16).padStart(3, '0')}/f${n.toString(16).padStart(6, '0')}`,
      entry: entryOf(n),
    }));
    const { root, written: all } = await edit(empty(), many);
    expect(all).toBeGreaterThan(1000);
    const { path } = many[123_456] as { path: string };
    forgetReads();
    const { root: changed, written } = await edit(root, [{ path, entry: entryOf(1) }]);
    expect(written).toBeLessThanOrEqual(5);
    expect(reads()).toBeLessThanOrEqual(16);
    forgetReads();
    const found: string[] = [];
    for await (const change of diffTrees(reader, root, changed)) found.push(change.path);
    expect(found).toEqual([path]);
    expect(reads()).toBeLessThanOrEqual(10);
    expect(await findInTree(reader, changed, path)).toEqual(entryOf(1));
    expect(await findInTree(reader, changed, `${path}x`)).toBe(null);
    // A new time alone is no change.
    const { root: same } = await edit(changed, [{ path, entry: { ...entryOf(1), modified: 5 } }]);
    expect(same).toBe(changed);
  });

  test('a batch of changes across a high tree leaves no trace of history', async () => {
    const { edit, empty } = memory();
    const path = (n: number) => `${'p'.repeat(200)}${(n * 2_654_435_761) % 4_294_967_296}`;
    const first = new Map(Array.from({ length: 12_000 }, (_, n) => [path(n), n] as const));
    const changes = new Map<string, number | null>();
    for (let n = 0; n < 12_000; n += 37) changes.set(path(n), n % 2 === 0 ? null : n + 1);
    for (let n = 4_000; n < 5_500; n++) changes.set([...first.keys()][n] as string, null);
    for (let n = 12_000; n < 12_400; n++) changes.set(path(n), n);
    const truth = new Map(first);
    for (const [key, n] of changes) {
      if (n === null) truth.delete(key);
      else truth.set(key, n);
    }
    const { root: start } = await edit(empty(), sorted(first));
    const { root: edited } = await edit(start, sorted(changes));
    const { root: atOnce } = await edit(empty(), sorted(truth));
    expect(edited).toBe(atOnce);
  });

  test('data ids follow paths and bytes alone', async () => {
    const { edit, empty } = memory();
    const one = await edit(empty(), [{ path: 'a', entry: entryOf(1) }]);
    const other = await edit(empty(), [
      { path: 'a', entry: { ...entryOf(1), modified: 9, contentType: 'x/y', metadata: { k: 'v' } } },
    ]);
    expect(other.root).not.toBe(one.root);
    expect(other.fold).toBe(one.fold);
  });

  test('no bytes make the decoder throw anything but Malformed, nor allocate by a length', async () => {
    const { edit, empty, nodes } = memory();
    const { root } = await edit(empty(), sorted(new Map(Array.from({ length: 40 }, (_, i) => [`k${i}`, i]))));
    const good = nodes.get(root) as Uint8Array;
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.nat(255), fc.boolean(), (at, byte, cut) => {
        const bad = Uint8Array.from(cut ? good.subarray(0, at) : good);
        if (!cut) bad[at] = byte;
        try {
          const node = decodeNode(bad);
          expect(isLeaf(node)).toBe(true);
        } catch (error) {
          expect((error as Error).name).toBe('Malformed');
        }
      }),
      { numRuns: 2000 },
    );
  });
});
