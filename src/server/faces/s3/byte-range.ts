/** Bytes `start` up to, not including, `end`. */
export type ByteRange = { readonly start: number; readonly end: number };

/**
 * Reads `Range: bytes=…` against a size. Undefined when the whole is to be sent: no range, several, or one
 * that cannot be read (as S3 does); 'unsatisfiable' when it begins past the end.
 */
export const parseRange = (
  header: string | undefined,
  size: number,
): ByteRange | 'unsatisfiable' | undefined => {
  const match = /^bytes=(\d*)-(\d*)$/.exec((header ?? '').trim());
  if (!match) return undefined;
  const [, first = '', last = ''] = match;
  if (first === '' && last === '') return undefined;
  if (first === '') {
    const length = Math.min(Number(last), size);
    return length === 0 ? 'unsatisfiable' : { start: size - length, end: size };
  }
  if (last !== '' && Number(last) < Number(first)) return undefined;
  if (Number(first) >= size) return 'unsatisfiable';
  return { start: Number(first), end: last === '' ? size : Math.min(Number(last) + 1, size) };
};
