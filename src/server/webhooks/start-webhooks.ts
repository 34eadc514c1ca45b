import { statement } from '../../db/database.ts';
import type { Server } from '../server.ts';
import { createEventReader } from './queue-deliveries.ts';
import { createSender, type SendOptions } from './send-deliveries.ts';
import { webhookQueries as q } from './tables.ts';

const day = 24 * 60 * 60 * 1000;
const keepDays = 30;
const restAfterError = 5_000;

export type Webhooks = {
  /** Resolves when every commit that landed is queued and what is due was tried. */
  idle(): Promise<void>;
  /** Looks again for what is due, as it does by itself: for tests that move the clock. */
  wake(): void;
  stop(): Promise<void>;
};

/**
 * Listens for commits and delivers them. It works behind the commits, never before their answer; what landed or was
 * queued before a stop or a crash goes on from here. Ended deliveries are forgotten after 30 days.
 */
export const startWebhooks = async (server: Server, options: SendOptions = {}): Promise<Webhooks> => {
  const reader = await createEventReader(server);
  const sender = createSender(server, options);
  let stopped = false;
  let reading: Promise<void> | null = null;
  let again = false;
  let retry: NodeJS.Timeout | undefined;

  const readOn = (): void => {
    again = true;
    if (stopped) return;
    reading ??= read().finally(() => {
      reading = null;
      if (again) readOn();
    });
  };
  const read = async (): Promise<void> => {
    // a tick later: many commits at once are read together
    await new Promise((resolve) => setImmediate(resolve));
    try {
      while (again && !stopped) {
        again = false;
        if (await reader.readOn()) again = true;
        sender.wake();
      }
    } catch (error) {
      again = false;
      server.log.error('commits were not taken for webhooks; they are read again', { error });
      clearTimeout(retry);
      retry = setTimeout(readOn, restAfterError).unref();
    }
  };

  const stopListening = server.versions.events.onCommit(readOn);
  const forgetting = setInterval(() => void forget(server), day).unref();
  void forget(server);
  readOn();
  sender.wake();
  return {
    wake: sender.wake,
    async idle() {
      while (reading) await reading;
      await sender.idle();
    },
    async stop() {
      stopped = true;
      stopListening();
      clearInterval(forgetting);
      clearTimeout(retry);
      await reading;
      await sender.stop();
      await reader.save();
    },
  };
};

const forget = async ({ db, clock, log }: Server): Promise<void> => {
  const old = q
    .deleteFrom('webhook_delivery')
    .where('next_at', 'is', null)
    .where('created_at', '<', clock() - keepDays * day);
  await db
    .write([statement(old)])
    .catch((error: unknown) => log.error('old webhook deliveries were not forgotten', { error }));
};
