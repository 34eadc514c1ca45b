import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { AppError } from '../../../shared/errors/app-error.ts';
import { type Digit, digitSide } from './compose-digit-page.ts';

const packageName = 'mnist';
const pixels = digitSide * digitSide;

/**
 * `count` handwritten digits of MNIST, as many of each kind as of the others, in the package's order: 0, 1 … 9, 0, 1 …
 * Error sample.not_installed.
 */
export const readDigits = async (count: number): Promise<readonly Digit[]> => {
  const folder = join(dirname(findPackage()), 'src', 'digits');
  const each = Math.ceil(count / 10);
  const kinds: Uint8Array[] = [];
  for (let digit = 0; digit < 10; digit += 1) kinds.push(await readKind(join(folder, `${digit}.json`), each));
  return Array.from({ length: count }, (_, index) => {
    const digit = index % 10;
    const all = kinds[digit] as Uint8Array;
    // A kind that has fewer begins again.
    const from = (Math.floor(index / 10) % (all.length / pixels)) * pixels;
    return { digit, ink: all.subarray(from, from + pixels) };
  });
};

const findPackage = (): string => {
  try {
    return createRequire(import.meta.url).resolve(`${packageName}/package.json`);
  } catch (error) {
    throw new AppError('sample.not_installed', { package: packageName }, { cause: error });
  }
};

/** The first digits of a file `{ "data": [0, 0.149, …] }`, one number a pixel; only their part of it is parsed. */
const readKind = async (file: string, count: number): Promise<Uint8Array> => {
  const text = await readFile(file, 'latin1');
  const begin = text.indexOf('[') + 1;
  const end = text.lastIndexOf(']');
  const out = new Uint8Array(count * pixels);
  let filled = 0;
  for (let at = begin; at < end && filled < out.length; ) {
    let next = text.indexOf(',', at);
    if (next < 0 || next > end) next = end;
    // Most are paper.
    const isZero = next - at === 1 && text.charCodeAt(at) === 48;
    out[filled++] = isZero ? 0 : Math.round(Number(text.slice(at, next)) * 255);
    at = next + 1;
  }
  return out.subarray(0, filled - (filled % pixels));
};
