import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import type { Entry, ResolvedRef } from '../../../../versions/version-store.ts';
import { type ByteRange, parseRange } from '../byte-range.ts';
import { matchesEtag } from '../etag-list.ts';
import { atVersion, openBucket, pinnedCommit } from '../open-bucket.ts';
import { checkConditions } from '../read-conditions.ts';
import { type HeaderValues, httpTime, sendEmpty, setHeaders } from '../respond.ts';
import type { S3Call, S3Operation } from '../s3-call.ts';
import { S3Error } from '../s3-error.ts';
import { writeStoredHeaders } from '../stored-headers.ts';

/** GET and HEAD of an object, at the bucket's ref or at `versionId`. */
export const getObject: S3Operation = async (call) => {
  const { repo, ref } = await atVersion(call, await openBucket(call), call.query('versionId'));
  const entry = await call.store.getEntry({ repo, ref, path: call.key });
  if (entry === null) throw new S3Error('NoSuchKey', undefined, { Key: call.key });
  const headers = objectHeaders(call, entry, ref);
  const outcome = checkConditions(
    {
      ifMatch: call.header('if-match'),
      ifNoneMatch: call.header('if-none-match'),
      ifModifiedSince: call.header('if-modified-since'),
      ifUnmodifiedSince: call.header('if-unmodified-since'),
    },
    entry,
  );
  if (outcome === 'failed') throw new S3Error('PreconditionFailed');
  if (outcome === 'not-modified') return sendEmpty(call, 304, headers);

  const range = readRange(call, entry);
  const { start, end } = range ?? { start: 0, end: entry.size };
  setHeaders(call, {
    ...headers,
    'content-length': end - start,
    'content-range': range && `bytes ${start}-${end - 1}/${entry.size}`,
  });
  if (call.request.method === 'HEAD' || start === end) {
    call.response.writeHead(range ? 206 : 200).end();
    return;
  }
  const bytes = await call.store.readObject({ sha256: entry.sha256, ...range });
  call.response.writeHead(range ? 206 : 200);
  if (end - start <= wholeLimit) return void call.response.end(await wholeOf(bytes));
  await pipeline(Readable.from(bytes, { objectMode: false }), call.response);
};

/** Bodies up to this go out with their headers in one write, without a stream of their own. */
const wholeLimit = 64 * 1024;

const wholeOf = async (bytes: AsyncIterable<Uint8Array>): Promise<Uint8Array> => {
  const parts: Uint8Array[] = [];
  for await (const part of bytes) parts.push(part);
  return parts.length === 1 ? (parts[0] as Uint8Array) : Buffer.concat(parts);
};

const readRange = (call: S3Call, entry: Entry): ByteRange | undefined => {
  const part = call.query('partNumber');
  if (part !== undefined && (part !== '1' || entry.etag.includes('-')))
    throw new S3Error('NotImplemented', 'Objects are not kept in parts here. Use Range.');
  const ifRange = call.header('if-range');
  if (ifRange !== undefined && !matchesEtag(ifRange, entry.etag) && ifRange !== httpTime(entry.modified))
    return undefined;
  const range = parseRange(call.header('range'), entry.size);
  if (range === 'unsatisfiable')
    throw new S3Error('InvalidRange', undefined, {
      RangeRequested: call.header('range') ?? '',
      ActualObjectSize: String(entry.size),
    });
  return range;
};

const overrides = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
  'expires',
] as const;

/** Types that a browser may show by itself when somebody opens a presigned link. */
const shown =
  /^(?:image\/(?!svg)|audio\/|video\/|text\/plain|application\/(?:json|pdf)|binary\/octet-stream)/i;

const objectHeaders = (call: S3Call, entry: Entry, ref: ResolvedRef): HeaderValues => {
  const headers: Record<string, string | undefined> = {
    ...writeStoredHeaders(entry),
    etag: `"${entry.etag}"`,
    'last-modified': httpTime(entry.modified),
    'accept-ranges': 'bytes',
    'x-amz-version-id': pinnedCommit(ref),
    // Users' files are shown, never run.
    'content-security-policy': "sandbox; default-src 'none'",
    'x-content-type-options': 'nosniff',
  };
  if (call.request.url.query.length > 0)
    for (const name of overrides) headers[name] = call.query(`response-${name}`) ?? headers[name];
  if (call.caller.presigned && !shown.test(headers['content-type'] ?? ''))
    headers['content-disposition'] ??= 'attachment';
  return headers;
};
