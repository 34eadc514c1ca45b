import type { Size } from '../labels/geometry/point.ts';

type SizeReader = (head: DataView) => Size | undefined;

const text = (head: DataView, at: number, length: number): string =>
  String.fromCharCode(...Array.from({ length }, (_, i) => head.getUint8(at + i)));

/** PNG, third edition: IHDR is always the first chunk. */
const readPng: SizeReader = (head) =>
  head.getUint32(0) === 0x89504e47 && text(head, 12, 4) === 'IHDR'
    ? { width: head.getUint32(16), height: head.getUint32(20) }
    : undefined;

const readGif: SizeReader = (head) =>
  text(head, 0, 4) === 'GIF8'
    ? { width: head.getUint16(6, true), height: head.getUint16(8, true) }
    : undefined;

/** The height of a bitmap that runs from the top is negative. */
const readBmp: SizeReader = (head) => {
  if (text(head, 0, 2) !== 'BM') return undefined;
  if (head.getUint32(14, true) === 12)
    return { width: head.getUint16(18, true), height: head.getUint16(20, true) };
  return { width: head.getInt32(18, true), height: Math.abs(head.getInt32(22, true)) };
};

/** The WebP container (RFC 9649): lossy, lossless and extended say their size each in its own way. */
const readWebp: SizeReader = (head) => {
  if (text(head, 0, 4) !== 'RIFF' || text(head, 8, 4) !== 'WEBP') return undefined;
  const low = (at: number) => head.getUint16(at, true);
  switch (text(head, 12, 4)) {
    case 'VP8 ':
      return { width: low(26) & 0x3fff, height: low(28) & 0x3fff };
    case 'VP8L': {
      const bits = head.getUint32(21, true);
      return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
    }
    case 'VP8X':
      return {
        width: low(24) + (head.getUint8(26) << 16) + 1,
        height: low(27) + (head.getUint8(29) << 16) + 1,
      };
    default:
      return undefined;
  }
};

/** JPEG: segments until the frame header; a camera's turn (Exif) stands in one before it. */
const readJpeg: SizeReader = (head) => {
  if (head.getUint16(0) !== 0xffd8) return undefined;
  let turned = false;
  for (let at = 2; ; ) {
    const marker = head.getUint16(at);
    if (marker === 0xffff) {
      at += 1; // filling
      continue;
    }
    const length = head.getUint16(at + 2);
    if (marker < 0xff00 || length < 2) return undefined;
    if (marker === 0xffe1 && !turned) turned = isTurned(head, at + 4, length - 2);
    const isFrame = marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker);
    if (isFrame) {
      const [high, wide] = [head.getUint16(at + 5), head.getUint16(at + 7)];
      return turned ? { width: high, height: wide } : { width: wide, height: high };
    }
    at += 2 + length;
  }
};

/** Whether an Exif segment says orientation 5 to 8: shown with width and height exchanged. */
const isTurned = (head: DataView, at: number, length: number): boolean => {
  const exif = new DataView(head.buffer, head.byteOffset + at, Math.min(length, head.byteLength - at));
  try {
    if (text(exif, 0, 4) !== 'Exif') return false;
    const little = text(exif, 6, 2) === 'II';
    const directory = 6 + exif.getUint32(10, little);
    for (let i = 0, entries = exif.getUint16(directory, little); i < entries; i++)
      if (exif.getUint16(directory + 2 + i * 12, little) === 0x0112)
        return exif.getUint16(directory + 10 + i * 12, little) >= 5;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error; // a broken segment: shown as it lies
  }
  return false;
};

/** To add a kind of image: one reader here. */
const readers: readonly SizeReader[] = [readPng, readJpeg, readGif, readWebp, readBmp];

/**
 * Width and height in pixels as a browser shows the image (a JPEG turned as its Exif says), from its first bytes;
 * undefined where they are none of PNG, JPEG, GIF, WebP, BMP, or too few.
 */
export const imageSize = (head: Uint8Array): Size | undefined => {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  for (const read of readers)
    try {
      const size = read(view);
      if (size !== undefined) return size.width > 0 && size.height > 0 ? size : undefined;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error; // the bytes end too early
    }
  return undefined;
};
