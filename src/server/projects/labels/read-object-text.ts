import { AppError } from '../../../shared/errors/app-error.ts';
import { readObject } from '../../../versions/commands/read-object.ts';
import type { Server } from '../../server.ts';

/** The bytes of an object, whole or up to `end`. */
export const readObjectBytes = async (
  server: Server,
  sha256: string,
  range: { readonly end?: number } = {},
): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of await readObject(server.versions, { sha256, ...range })) chunks.push(chunk);
  return chunks.length === 1 ? (chunks[0] as Uint8Array) : Buffer.concat(chunks);
};

/** An object as text; task_file.invalid (with `path`) where it is not UTF-8. */
export const readObjectText = async (server: Server, sha256: string, path: string): Promise<string> =>
  decodeText(await readObjectBytes(server, sha256), path);

export const decodeText = (bytes: Uint8Array, path: string): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new AppError('task_file.invalid', { path, reason: 'it is not UTF-8 text' }, { cause: error });
  }
};
