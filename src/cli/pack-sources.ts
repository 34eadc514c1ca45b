import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { pack } from 'tar-stream';
import type { StreamBody } from '../client/create-client.ts';
import { streamBody } from './stream-body.ts';

export type SourceFile = {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  readonly open: () => AsyncIterable<Uint8Array>;
};

/** Files as one tar stream, read as it is sent. */
export const packSources = (files: AsyncIterable<SourceFile>): StreamBody => {
  const archive = pack();
  const fill = async () => {
    for await (const file of files) {
      const entry = archive.entry({
        name: file.path,
        size: file.size,
        ...(file.path.length > 90 ? { pax: { path: file.path } } : {}),
      });
      await pipeline(Readable.from(file.open(), { objectMode: false }), entry);
    }
    archive.finalize();
  };
  fill().catch((error: unknown) => archive.destroy(error as Error));
  return streamBody(Readable.from(archive));
};
