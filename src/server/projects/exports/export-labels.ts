import { Readable } from 'node:stream';
import type { ExportFile } from '../../../formats/export-format.ts';
import { zipFiles } from '../../../formats/zip.ts';
import type { Actor } from '../../actor.ts';
import type { Server } from '../../server.ts';
import { requireProject } from '../require-project.ts';
import { type OpenExport, openExport } from './open-export.ts';

/** Labels as one streamed download, of now or of a label commit; many files as a zip archive. Errors: `openExport`. */
export const exportLabels = async (
  server: Server,
  actor: Actor,
  args: OpenExport & { readonly id: string | number },
): Promise<Response> => {
  const project = await requireProject(server, actor, args.id, 'reviewer');
  const { format, files } = await openExport(server, project, args);
  const bytes = format.isFolder ? zipFiles(files, new Date(server.clock())) : bytesOf(files);
  const body = await begun(bytes);
  const name = `project-${project.id}${args.ref ? `-${args.ref}` : ''}${format.extension}`;
  return new Response(
    Readable.toWeb(Readable.from(body, { objectMode: false })) as ReadableStream<Uint8Array>,
    {
      headers: {
        'content-type': format.mediaType,
        'content-disposition': `attachment; filename="${name}"`,
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
      },
    },
  );
};

/**
 * The same once its first chunk is there: what goes wrong until then is an answer that says so. Later the connection
 * is cut, so that half a file is never taken for a whole one.
 */
const begun = async (bytes: AsyncIterable<Uint8Array>): Promise<AsyncIterable<Uint8Array>> => {
  const rest = bytes[Symbol.asyncIterator]();
  const first = await rest.next();
  return (async function* () {
    try {
      for (let next = first; next.done !== true; next = await rest.next()) yield next.value;
    } finally {
      await rest.return?.();
    }
  })();
};

async function* bytesOf(files: AsyncIterable<ExportFile>): AsyncIterable<Uint8Array> {
  for await (const file of files) {
    if (file.type === 'bytes') yield file.bytes;
    else yield* file.chunks;
  }
}
