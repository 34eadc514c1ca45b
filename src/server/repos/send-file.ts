import { Readable } from 'node:stream';
import { readObject } from '../../versions/commands/read-object.ts';
import type { Entry } from '../../versions/version-store.ts';
import type { RequestHeaders } from '../http/request-headers.ts';
import type { Server } from '../server.ts';

/** What a browser may show by itself; everything else is downloaded. SVG and HTML can carry scripts. */
const shown =
  /^(text\/plain|text\/csv|application\/json|image\/(png|jpeg|gif|webp|avif|bmp)|audio\/[\w.+-]+|video\/[\w.+-]+|application\/pdf)(;|$)/;

/** A stored file as an answer: Range and If-None-Match, and headers that keep what people uploaded from running. */
export const sendFile = async (
  server: Server,
  args: { entry: Entry; name: string; headers: RequestHeaders; download?: boolean; immutable?: boolean },
): Promise<Response> => {
  const { entry } = args;
  const etag = `"${entry.etag}"`;
  const headers = new Headers({
    'content-type': entry.contentType,
    etag,
    'last-modified': new Date(entry.modified).toUTCString(),
    'accept-ranges': 'bytes',
    'cache-control': args.immutable === true ? 'private, max-age=31536000, immutable' : 'private, no-cache',
    'content-security-policy': "sandbox; default-src 'none'",
    'x-content-type-options': 'nosniff',
    'content-disposition': `${args.download === true || !shown.test(entry.contentType) ? 'attachment' : 'inline'}; filename*=UTF-8''${encodeURIComponent(args.name)}`,
  });
  if (args.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers });
  const range = parseRange(args.headers.get('range'), entry.size);
  if (range === 'unsatisfiable') {
    headers.set('content-range', `bytes */${entry.size}`);
    return new Response(null, { status: 416, headers });
  }
  const { start, end } = range ?? { start: 0, end: entry.size };
  headers.set('content-length', String(end - start));
  if (range !== null) headers.set('content-range', `bytes ${start}-${end - 1}/${entry.size}`);
  const bytes = await readObject(server.versions, { sha256: entry.sha256, start, end });
  const body = Readable.toWeb(Readable.from(bytes, { objectMode: false })) as ReadableStream<Uint8Array>;
  return new Response(body, { status: range === null ? 200 : 206, headers });
};

/** RFC 9110 §14: one range of bytes; several are answered with the whole file. `end` is exclusive. */
const parseRange = (
  header: string | null,
  size: number,
): { start: number; end: number } | null | 'unsatisfiable' => {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '');
  if (match === null || (match[1] === '' && match[2] === '')) return null;
  const first = match[1] === '' ? Math.max(0, size - Number(match[2])) : Number(match[1]);
  const last = match[1] === '' || match[2] === '' ? size - 1 : Math.min(Number(match[2]), size - 1);
  return first >= size || first > last ? 'unsatisfiable' : { start: first, end: last + 1 };
};
