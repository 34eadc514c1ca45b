import { AppError } from '../../shared/errors/app-error.ts';

export type Part = {
  /** The field's name; empty where it has none. */
  readonly name: string;
  /** Null for a plain field. */
  readonly filename: string | null;
  /** To be read to its end before the next part is asked for. */
  readonly content: AsyncIterable<Uint8Array>;
};

const headLimit = 16 * 1024;
const lineEnd = Buffer.from('\r\n');
const headEnd = Buffer.from('\r\n\r\n');

/** The boundary of a multipart/form-data content type, or undefined where it is another type. */
export const boundaryOf = (contentType: string | null): string | undefined => {
  if (!/^multipart\/form-data\b/i.test(contentType ?? '')) return undefined;
  const found = /boundary=(?:"([^"]{1,200})"|([^\s;]{1,200}))/i.exec(contentType ?? '');
  return found?.[1] ?? found?.[2];
};

/** The parts of a multipart/form-data body, as they come: memory holds one chunk. Throws request.invalid. */
export async function* readMultipart(
  body: AsyncIterable<Uint8Array>,
  boundary: string,
): AsyncGenerator<Part> {
  const chunks = body[Symbol.asyncIterator]();
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  // so that the first delimiter looks like all others
  let buffer: Buffer = Buffer.from(lineEnd);
  const fill = async (): Promise<void> => {
    const next = await chunks.next();
    if (next.done) throw cut();
    buffer = Buffer.concat([buffer, next.value]);
  };
  const upTo = async function* (): AsyncGenerator<Uint8Array> {
    for (;;) {
      const at = buffer.indexOf(delimiter);
      if (at >= 0) {
        const rest = buffer.subarray(0, at);
        buffer = buffer.subarray(at + delimiter.length);
        if (rest.length > 0) yield rest;
        return;
      }
      const sure = buffer.length - delimiter.length + 1;
      if (sure > 0) {
        const part = buffer.subarray(0, sure);
        buffer = buffer.subarray(sure);
        yield part;
      }
      await fill();
    }
  };
  const drain = async (content: AsyncIterable<Uint8Array>): Promise<void> => {
    for await (const _ of content);
  };
  await drain(upTo());
  for (;;) {
    while (buffer.length < 2) await fill();
    if (buffer.subarray(0, 2).toString() === '--') return;
    let end = buffer.indexOf(headEnd);
    while (end < 0) {
      if (buffer.length > headLimit)
        throw new AppError('request.invalid', { reason: 'a part’s head is too long' });
      await fill();
      end = buffer.indexOf(headEnd);
    }
    const head = buffer.subarray(0, end).toString('utf8');
    // an empty part's delimiter begins with the line end of its head
    buffer = buffer.subarray(end + 2);
    const content = skip(upTo(), 2);
    yield { ...readHead(head), content };
    await drain(content);
  }
}

const cut = (): AppError => new AppError('request.invalid', { reason: 'the multipart body ends too early' });

/** Without the first bytes. */
async function* skip(content: AsyncIterable<Uint8Array>, count: number): AsyncGenerator<Uint8Array> {
  let left = count;
  for await (const chunk of content) {
    const rest = chunk.subarray(left);
    left = Math.max(0, left - chunk.length);
    if (rest.length > 0) yield rest;
  }
}

const readHead = (head: string): { name: string; filename: string | null } => {
  const line = head.split('\r\n').find((each) => /^content-disposition:/i.test(each)) ?? '';
  const field = (name: string): string | undefined =>
    new RegExp(`[;\\s]${name}="((?:[^"\\\\]|\\\\.)*)"`, 'i').exec(line)?.[1]?.replace(/\\(.)/g, '$1');
  return { name: field('name') ?? '', filename: field('filename') ?? null };
};
