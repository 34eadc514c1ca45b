import type { FeatureOptions } from './featurize.ts';
import type { LinearModel } from './linear-model.ts';
import type { Question } from './question.ts';

/*
 * `weights.bin`: the text `LWTC`, then little-endian 32-bit words: the header's length in bytes, the header (JSON,
 * padded by spaces to whole words), and row by row: all ids (unsigned), all idf, all weights (rows × classes), and
 * the bias of each class (floats).
 */
const magic = 'LWTC';

type Header = {
  readonly version: 1;
  readonly options: FeatureOptions;
  readonly classes: readonly string[];
  readonly rows: number;
  readonly question: Question;
};

export const encodeModel = (model: LinearModel, question: Question): Uint8Array => {
  const header: Header = {
    version: 1,
    options: model.options,
    classes: model.classes,
    rows: model.ids.length,
    question,
  };
  const text = Buffer.from(JSON.stringify(header));
  const padded = Buffer.concat([text, Buffer.alloc((4 - (text.length % 4)) % 4, ' ')]);
  const start = Buffer.alloc(8);
  start.write(magic, 'latin1');
  start.writeUInt32LE(padded.length, 4);
  const parts = [model.ids, model.idf, model.weights, model.bias].map(toLittleEndian);
  return Buffer.concat([start, padded, ...parts]);
};

/** Throws where the bytes are no such file. */
export const decodeModel = (bytes: Uint8Array): { model: LinearModel; question: Question } => {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.subarray(0, 4).toString('latin1') !== magic) throw new Error('weights.bin is no such model');
  const end = 8 + file.readUInt32LE(4);
  const header = JSON.parse(file.subarray(8, end).toString('utf8')) as Header;
  const { options, classes, rows, question } = header;
  if (header.version !== 1) throw new Error(`weights.bin has version ${String(header.version)}`);
  let at = end;
  const words = (count: number): Buffer => {
    const part = file.subarray(at, at + count * 4);
    if (part.length !== count * 4) throw new Error('weights.bin is cut off');
    at += count * 4;
    return part;
  };
  const ids = Uint32Array.from({ length: rows }, reader(words(rows), 'readUInt32LE'));
  const floats = (count: number) => Float32Array.from({ length: count }, reader(words(count), 'readFloatLE'));
  const idf = floats(rows);
  const weights = floats(rows * classes.length);
  const bias = floats(classes.length);
  return { model: { options, classes, single: question.single, ids, idf, weights, bias }, question };
};

const reader = (words: Buffer, read: 'readUInt32LE' | 'readFloatLE') => (_: unknown, index: number) =>
  words[read](index * 4);

const toLittleEndian = (words: Uint32Array | Float32Array): Buffer => {
  const bytes = Buffer.alloc(words.length * 4);
  if (words instanceof Uint32Array) words.forEach((word, index) => bytes.writeUInt32LE(word, index * 4));
  else words.forEach((word, index) => bytes.writeFloatLE(word, index * 4));
  return bytes;
};
