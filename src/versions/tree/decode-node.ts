import type { Entry } from '../version-store.ts';
import { type ByteReader, byteReader, Malformed } from './byte-reader.ts';
import { nodeMagic } from './encode-node.ts';
import type { Child, TreeNode } from './tree-node.ts';
import { compareUtf8 } from './utf8-order.ts';

/** Reads a node and checks it: lengths, order of keys. Throws `Malformed`; trusts no length. */
export const decodeNode = (bytes: Uint8Array): TreeNode => {
  const from = byteReader(bytes);
  for (const byte of nodeMagic)
    if (from.byte() !== byte) throw new Malformed('not a tree node of this version');
  const level = from.byte();
  const keys: string[] = [];
  const node = level === 0 ? readLeaf(from, keys) : readInner(from, keys, level);
  if (!from.atEnd()) throw new Malformed('bytes after the end');
  return node;
};

const readLeaf = (from: ByteReader, keys: string[]): TreeNode => {
  const count = from.count(38);
  const table: string[] = [];
  const tableSize = from.count(1);
  for (let i = 0; i < tableSize; i++) table.push(from.text());
  const metadata: (Entry['metadata'] | undefined)[] = [];
  const values: Entry[] = [];
  const text = (index: number): string => {
    const found = table[index];
    if (found === undefined) throw new Malformed('no such text');
    return found;
  };
  for (let i = 0; i < count; i++) {
    readKey(from, keys);
    const sha256 = from.hex(32);
    const size = from.varint();
    const modified = from.varint();
    const contentType = text(from.varint());
    const slot = from.varint();
    const meta = (metadata[slot] ??= readMetadata(text(slot)));
    values.push({ sha256, size, modified, contentType, metadata: meta, etag: readEtag(from) });
  }
  return { level: 0, keys, values };
};

const readInner = (from: ByteReader, keys: string[], level: number): TreeNode => {
  const count = from.count(67);
  const values: Child[] = [];
  for (let i = 0; i < count; i++) {
    readKey(from, keys);
    values.push({ hash: from.hex(32), fold: from.hex(32), count: from.varint() });
  }
  return { level, keys, values };
};

const readKey = (from: ByteReader, keys: string[]): void => {
  const previous = keys.length === 0 ? '' : (keys[keys.length - 1] as string);
  const shared = from.varint();
  if (shared > previous.length) throw new Malformed('shared key too long');
  const key = previous.slice(0, shared) + from.text();
  if (keys.length > 0 && compareUtf8(previous, key) >= 0) throw new Malformed('keys out of order');
  keys.push(key);
};

const readEtag = (from: ByteReader): string => {
  const kind = from.varint();
  if (kind === 0) return from.text();
  const md5 = from.hex(16);
  return kind === 1 ? md5 : `${md5}-${kind - 1}`;
};

const none: Entry['metadata'] = {};

const readMetadata = (text: string): Entry['metadata'] => {
  if (text === '') return none;
  try {
    return Object.fromEntries(JSON.parse(text) as [string, string][]);
  } catch (cause) {
    throw new Malformed(`metadata: ${String(cause)}`);
  }
};
