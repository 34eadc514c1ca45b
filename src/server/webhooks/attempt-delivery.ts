import { AppError } from '../../shared/errors/app-error.ts';
import { type GuardedRequest, guardedFetch } from '../http/guarded-fetch.ts';
import type { Server } from '../server.ts';
import { openSecret } from './seal-secret.ts';
import { signBody } from './sign-body.ts';
import type { DeliveryRow, WebhookRow } from './tables.ts';

export type Outcome = {
  /** The answer's HTTP status; null when there was none. */
  readonly status: number | null;
  /** Null: it was delivered. */
  readonly error: string | null;
};

export type AttemptOptions = {
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  readonly resolve?: GuardedRequest['resolve'];
};

/** A receiver's answer is not kept: it might be of a service that was never meant to be asked. */
const readAtMost = 4 * 1024;

/** Sends a delivery once, signed. Any 2xx is delivered; redirects are not followed. Does not throw. */
export const attemptDelivery = async (
  server: Pick<Server, 'config' | 'secrets' | 'clock'>,
  hook: WebhookRow,
  { event, body }: DeliveryRow,
  { timeoutMs, signal, resolve }: AttemptOptions,
): Promise<Outcome> => {
  try {
    const secret = openSecret(server, hook.id, hook.secret);
    const { status } = await guardedFetch({
      url: hook.url,
      method: 'POST',
      allowPrivate: server.config.allowPrivateUrls,
      headers: {
        ...(JSON.parse(hook.headers) as Record<string, string>),
        'content-type': 'application/json',
        'x-lw-delivery': event,
        'x-lw-signature': signBody(secret, Math.floor(server.clock() / 1000), body),
      },
      body: Buffer.from(body),
      timeoutMs,
      maxBytes: readAtMost,
      longBody: 'cut',
      maxRedirects: 0,
      signal,
      ...(resolve ? { resolve } : {}),
    });
    return { status, error: problemOf(status) };
  } catch (error) {
    if (error instanceof AppError) return { status: null, error: error.message };
    return { status: null, error: `It could not be sent: ${(error as Error).message}.` };
  }
};

const problemOf = (status: number): string | null => {
  if (status >= 200 && status < 300) return null;
  if (status >= 300 && status < 400) return `It answered ${status}; redirects are not followed.`;
  return `It answered ${status}.`;
};
