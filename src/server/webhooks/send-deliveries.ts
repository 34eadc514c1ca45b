import { statement } from '../../db/database.ts';
import type { GuardedRequest } from '../http/guarded-fetch.ts';
import type { Server } from '../server.ts';
import { attemptDelivery } from './attempt-delivery.ts';
import { type DeliveryRow, type WebhookRow, webhookQueries as q } from './tables.ts';

export type SendOptions = {
  /** Milliseconds to wait after each failed attempt; one more failure and the delivery is given up. */
  readonly delays?: readonly number[];
  readonly timeoutMs?: number;
  readonly resolve?: GuardedRequest['resolve'];
};

export type Sender = {
  /** Looks for what is due. */
  wake(): void;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
  /** Breaks off what is under way; it is sent again after the next start. */
  stop(): Promise<void>;
};

/** 1 s, 5 s, 30 s, 2 min, 10 min, 1 h. */
export const standardDelays: readonly number[] = [1_000, 5_000, 30_000, 120_000, 600_000, 3_600_000];
const atOnce = 32;
const atOncePerHook = 2;
/** So late at most it sees that a webhook was made active, and the like. */
const lookEvery = 30_000;
const restAfterError = 5_000;

/** Sends what is due, some at once, so that a slow receiver holds up its own only. The rows are the queue. */
export const createSender = (server: Server, options: SendOptions = {}): Sender => {
  const { delays = standardDelays, timeoutMs = 10_000 } = options;
  const { db, clock, log } = server;
  const stopping = new AbortController();
  const under = new Map<string, { readonly hook: number; readonly work: Promise<void> }>();
  const served = new Map<number, number>();
  let looking: Promise<void> | null = null;
  let again = false;
  let timer: NodeJS.Timeout | undefined;

  const wake = (): void => {
    if (stopping.signal.aborted) return;
    again = true;
    looking ??= look().finally(() => {
      looking = null;
      if (again) wake();
    });
  };

  const look = async (): Promise<void> => {
    clearTimeout(timer);
    let wait = lookEvery;
    let now = clock();
    try {
      while (again && !stopping.signal.aborted) {
        again = false;
        now = clock();
        await startDue(now);
      }
      // after the same moment, so that what became due in between is not missed
      const next = await nextDue(server, now);
      if (next !== null) wait = Math.min(Math.max(next - clock(), 0), lookEvery);
    } catch (error) {
      log.error('webhooks cannot be looked after', { error });
      wait = restAfterError;
    }
    if (!stopping.signal.aborted) timer = setTimeout(wake, wait).unref();
  };

  const startDue = async (now: number): Promise<void> => {
    const hooks = [...(await hooksWithDue(server, now))];
    // who was served longest ago comes first
    hooks.sort((a, b) => (served.get(a.id) ?? 0) - (served.get(b.id) ?? 0));
    for (const hook of hooks) {
      const busy = [...under.values()].filter((one) => one.hook === hook.id).length;
      if (busy >= atOncePerHook) continue;
      if (under.size >= atOnce) return;
      for (const delivery of await dueOf(server, hook.id, now)) {
        const key = `${hook.id} ${delivery.event}`;
        if (under.has(key) || under.size >= atOnce) continue;
        served.set(hook.id, clock());
        const work = send(hook, delivery).finally(() => {
          under.delete(key);
          wake();
        });
        under.set(key, { hook: hook.id, work });
      }
    }
  };

  const send = async (hook: WebhookRow, delivery: DeliveryRow): Promise<void> => {
    try {
      const outcome = await attemptDelivery(server, hook, delivery, {
        ...options,
        timeoutMs,
        signal: stopping.signal,
      });
      if (stopping.signal.aborted && outcome.error !== null) return;
      const attempt = delivery.attempt + 1;
      const delay = outcome.error === null ? undefined : delays[attempt - 1];
      const tried_at = clock();
      const next_at = delay === undefined ? null : tried_at + delay;
      const change = { ...outcome, attempt, tried_at, next_at };
      await db.write([
        statement(
          q
            .updateTable('webhook_delivery')
            .set(change)
            .where('webhook', '=', hook.id)
            .where('event', '=', delivery.event),
        ),
      ]);
      const fields = { webhook: hook.id, delivery: delivery.event, attempt, status: outcome.status };
      if (outcome.error === null) log.debug('a webhook delivery arrived', fields);
      else if (next_at !== null)
        log.info('a webhook delivery failed', { ...fields, reason: outcome.error, next: next_at });
      else log.warn('a webhook delivery was given up', { ...fields, reason: outcome.error });
    } catch (error) {
      log.error('a webhook delivery was not noted', { webhook: hook.id, delivery: delivery.event, error });
      await rest(restAfterError, stopping.signal);
    }
  };

  return {
    wake,
    async idle() {
      while (looking || under.size > 0) {
        await looking;
        await Promise.all([...under.values()].map(({ work }) => work));
      }
    },
    async stop() {
      stopping.abort();
      clearTimeout(timer);
      await looking;
      await Promise.all([...under.values()].map(({ work }) => work));
    },
  };
};

const hooksWithDue = ({ db }: Server, now: number): Promise<WebhookRow[]> =>
  db.read(
    q
      .selectFrom('webhook')
      .selectAll()
      .where('active', '=', 1)
      .where(({ exists, selectFrom }) =>
        exists(
          selectFrom('webhook_delivery')
            .select('event')
            .whereRef('webhook_delivery.webhook', '=', 'webhook.id')
            .where('next_at', '<=', now),
        ),
      )
      .orderBy('id'),
  );

const dueOf = ({ db }: Server, webhook: number, now: number): Promise<DeliveryRow[]> =>
  db.read(
    q
      .selectFrom('webhook_delivery')
      .selectAll()
      .where('webhook', '=', webhook)
      .where('next_at', '<=', now)
      .orderBy('next_at')
      .orderBy('seq')
      .limit(atOncePerHook),
  );

/** When the next delivery becomes due that was not at `now`; those that were wait for a place. */
const nextDue = async ({ db }: Server, now: number): Promise<number | null> => {
  const [row] = await db.read(
    q
      .selectFrom('webhook_delivery')
      .innerJoin('webhook', 'webhook.id', 'webhook_delivery.webhook')
      .select((b) => b.fn.min('webhook_delivery.next_at').as('at'))
      .where('webhook.active', '=', 1)
      .where('webhook_delivery.next_at', '>', now),
  );
  return row?.at ?? null;
};

const rest = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
