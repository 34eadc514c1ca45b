import { randomFillSync } from 'node:crypto';

const poolSize = 4096;

/** Secure random bytes, drawn from the system some KiB at a time; what is handed out is wiped from the pool. */
export const randomPool = (): ((size: number) => Uint8Array) => {
  const pool = new Uint8Array(poolSize);
  let at = poolSize;
  return (size) => {
    if (size > poolSize / 4) return randomFillSync(new Uint8Array(size));
    if (at + size > poolSize) {
      randomFillSync(pool);
      at = 0;
    }
    const bytes = pool.slice(at, at + size);
    pool.fill(0, at, at + size);
    at += size;
    return bytes;
  };
};
