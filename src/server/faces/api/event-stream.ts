import { includesRole } from '../../../shared/contract/op.ts';
import type { Actor } from '../../actor.ts';
import type { ServerEvent } from '../../events.ts';
import type { Server } from '../../server.ts';

const heartbeatMs = 20_000;
const trustMs = 10_000;

/**
 * Server-sent events for one actor: those of the own organisation's repos for who may read repos, and of the
 * projects that the actor has a part in. A comment every 20 s keeps proxies from closing the stream.
 */
export const eventStream = (server: Server, actor: Actor, signal: AbortSignal): Response => {
  const mayHear = createFilter(server, actor);
  const encoder = new TextEncoder();
  let stop = (): void => {};
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (text: string): void => {
        // a reader that fell far behind starts anew rather than filling the memory
        if ((controller.desiredSize ?? 0) < -1000) return end();
        controller.enqueue(encoder.encode(text));
      };
      const unsubscribe = server.events.subscribe((event) => {
        void mayHear(event)
          .then((heard) => heard && send(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`))
          .catch((error: unknown) => server.log.warn('an event was not sent', { error }));
      });
      const heartbeat = setInterval(() => send(': still here\n\n'), heartbeatMs);
      heartbeat.unref();
      let ended = false;
      const end = (): void => {
        if (ended) return;
        ended = true;
        stop();
        controller.close();
      };
      stop = () => {
        ended = true;
        unsubscribe();
        clearInterval(heartbeat);
        signal.removeEventListener('abort', end);
        server.stopping?.removeEventListener('abort', end);
      };
      signal.addEventListener('abort', end);
      server.stopping?.addEventListener('abort', end);
      send('retry: 2000\n: connected\n\n');
    },
    cancel: () => stop(),
  });
  return new Response(body, {
    headers: {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      // nginx would hold the stream back
      'x-accel-buffering': 'no',
    },
  });
};

/** Events carry ids only, but even those belong to who may see the thing. */
const createFilter = (server: Server, actor: Actor): ((event: ServerEvent) => Promise<boolean>) => {
  const known = new Map<string, { readonly heard: boolean; readonly until: number }>();
  return async (event) => {
    if (event.organisation !== actor.organisation) return false;
    if (!('project' in event)) return includesRole(actor.role, 'reviewer');
    const before = known.get(event.project);
    if (before && before.until > server.clock()) return before.heard;
    const heard = (await server.hooks.projectRole(server, actor, event.project)) !== null;
    known.set(event.project, { heard, until: server.clock() + trustMs });
    return heard;
  };
};
