import * as z from 'zod';
import { op } from './op.ts';

const tag = 'System';

export const systemOperations = {
  health: op({
    id: 'system.health',
    method: 'GET',
    path: '/health',
    rights: { type: 'public' },
    tag,
    doc: '200 when ready.',
    response: z.object({ status: z.literal('UP') }),
  }),
  version: op({
    id: 'system.version',
    method: 'GET',
    path: '/api/version',
    rights: { type: 'public' },
    tag,
    doc: 'The version of this program.',
    response: z.looseObject({ release: z.string(), labelwright: z.string() }),
  }),
  status: op({
    id: 'system.status',
    method: 'GET',
    path: '/api/status',
    rights: { type: 'account' },
    tag,
    doc: 'What is here and how the store stands.',
    response: z.object({
      version: z.string(),
      account: z.string(),
      organisation: z.string(),
      repos: z.number(),
      projects: z.number(),
      objects: z.number(),
      bytes: z.number(),
      journal: z.number(),
    }),
  }),
  /** Server-sent events: `commit`, `staged`, `project`, `task`. The `data` line is JSON. */
  events: op({
    id: 'system.events',
    method: 'GET',
    path: '/api/events',
    rights: { type: 'account' },
    tag,
    doc: 'Live changes as server-sent events.',
    response: 'stream',
  }),
} as const;
