import { AppError } from '../../../shared/errors/app-error.ts';

export const jsonLimit = 32 * 1024 * 1024;

/** The bytes of a body as they come; AppError `request.too_large` once there are more than `limit`. */
export async function* limitBody(
  body: AsyncIterable<Uint8Array>,
  limit: number,
  announced: string | null,
): AsyncGenerator<Uint8Array> {
  if (Number(announced) > limit) throw new AppError('request.too_large', { limit });
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > limit) throw new AppError('request.too_large', { limit });
    yield chunk;
  }
}

/** The JSON of a body; {} when there is none. Errors: request.not_json, request.too_large. */
export const readJsonBody = async (
  body: AsyncIterable<Uint8Array>,
  announced: string | null,
): Promise<unknown> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of limitBody(body, jsonLimit, announced)) chunks.push(chunk);
  if (chunks.length === 0) return {};
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
    return text.trim() === '' ? {} : JSON.parse(text);
  } catch (error) {
    throw new AppError('request.not_json', { reason: (error as Error).message.slice(0, 200) });
  }
};
