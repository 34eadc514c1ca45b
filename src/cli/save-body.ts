import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';

/** Streams an answer's body to a file, which appears only when it is whole, or to standard output (`-`). */
export const saveBody = async (answer: Response, output: string | undefined): Promise<void> => {
  const body =
    answer.body === null ? Readable.from([]) : Readable.fromWeb(answer.body as ReadableStream<Uint8Array>);
  if (output === undefined || output === '-') {
    await pipeline(body, process.stdout, { end: false });
    return;
  }
  const partial = `${output}.partial-${process.pid}`;
  try {
    await pipeline(body, createWriteStream(partial));
    await rename(partial, output);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
};
