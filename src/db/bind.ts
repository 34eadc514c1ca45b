import type { SqlValue } from './database.ts';

/**
 * A parameter as the drivers take it. Both bind a number as a double, which a column without integer affinity
 * would keep as 5.0, so integers go as bigint. What is no SqlValue is refused here: libsql ends the process on
 * a boolean.
 */
export const bind = (value: SqlValue): SqlValue => {
  switch (typeof value) {
    case 'number':
      return Number.isSafeInteger(value) ? BigInt(value) : value;
    case 'string':
    case 'bigint':
      return value;
    default:
      if (value === null || value instanceof Uint8Array) return value;
      throw refusal(value);
  }
};

/**
 * A parameter as it is sent to a thread. A view of a larger buffer (a small Buffer is one, of Node's pool of
 * 8 KiB) is copied out first, since the whole buffer would be cloned with it.
 */
export const sendable = (value: SqlValue): SqlValue => {
  if (value instanceof Uint8Array) {
    return value.byteLength === value.buffer.byteLength ? value : new Uint8Array(value);
  }
  if (typeof value === 'object' ? value === null : ['number', 'string', 'bigint'].includes(typeof value)) {
    return value;
  }
  throw refusal(value);
};

/** A column's value as layers see it, whatever the driver answers: bytes are a plain Uint8Array. */
export const plain = (value: unknown): SqlValue => {
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  if (Buffer.isBuffer(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  return value as SqlValue;
};

const refusal = (value: unknown): TypeError =>
  new TypeError(
    `a ${value === undefined ? 'missing value' : typeof value} cannot be a parameter of a statement`,
  );
