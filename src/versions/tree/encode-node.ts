import type { Entry } from '../version-store.ts';
import { byteWriter, type ByteWriter } from './byte-writer.ts';
import { isLeaf, type TreeNode } from './tree-node.ts';

/** "LT" for tree, then the version of this layout. */
export const nodeMagic = [0x4c, 0x54, 1] as const;

/**
 * A node as bytes: magic, level, count; for a leaf a table of its content types and metadata; then each key
 * (length shared with the one before, in UTF-16 units, and the rest) with its value.
 */
export const encodeNode = (node: TreeNode): Buffer => {
  const out = byteWriter();
  for (const byte of nodeMagic) out.byte(byte);
  out.byte(node.level);
  out.varint(node.keys.length);
  if (isLeaf(node)) {
    const table = new Map<string, number>();
    const slot = (text: string): number => {
      const known = table.get(text);
      if (known !== undefined) return known;
      table.set(text, table.size);
      return table.size - 1;
    };
    const slots = node.values.map((entry) => ({
      type: slot(entry.contentType),
      meta: slot(metadataText(entry.metadata)),
    }));
    out.varint(table.size);
    for (const text of table.keys()) out.text(text);
    let previous = '';
    for (const [i, entry] of node.values.entries()) {
      const key = node.keys[i] as string;
      writeKey(out, previous, key);
      previous = key;
      out.hex(entry.sha256);
      out.varint(entry.size);
      out.varint(entry.modified);
      out.varint(slots[i]?.type as number);
      out.varint(slots[i]?.meta as number);
      writeEtag(out, entry.etag);
    }
    return out.done();
  }
  let previous = '';
  for (const [i, child] of node.values.entries()) {
    const key = node.keys[i] as string;
    writeKey(out, previous, key);
    previous = key;
    out.hex(child.hash);
    out.hex(child.fold);
    out.varint(child.count);
  }
  return out.done();
};

const writeKey = (out: ByteWriter, previous: string, key: string): void => {
  const most = Math.min(previous.length, key.length);
  let shared = 0;
  while (shared < most && previous.charCodeAt(shared) === key.charCodeAt(shared)) shared++;
  // The rest must be well-formed by itself: never cut a surrogate pair.
  if (shared > 0 && (key.charCodeAt(shared - 1) & 0xfc00) === 0xd800) shared--;
  out.varint(shared);
  out.text(key.slice(shared));
};

const etagForm = /^([0-9a-f]{32})(?:-([1-9]\d{0,4}))?$/;

/** 0 and text, or 1 and MD5, or parts + 1 and MD5. */
const writeEtag = (out: ByteWriter, etag: string): void => {
  const match = etagForm.exec(etag);
  if (match === null) {
    out.varint(0);
    out.text(etag);
    return;
  }
  out.varint(match[2] === undefined ? 1 : Number(match[2]) + 1);
  out.hex(match[1] as string);
};

/** Metadata as one text, keys sorted: equal metadata are equal bytes. */
export const metadataText = (metadata: Entry['metadata']): string => {
  const keys = Object.keys(metadata);
  if (keys.length === 0) return '';
  return JSON.stringify(keys.sort().map((key) => [key, metadata[key]]));
};
