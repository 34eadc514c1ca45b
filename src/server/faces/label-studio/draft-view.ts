import type { LsDraft } from '../../../shared/contract/label-studio-annotations.ts';
import type { Actor } from '../../actor.ts';
import type { DraftRow } from '../../projects/tables.ts';
import { ago } from './ago.ts';

/** A draft as Label Studio's API shows it; drafts are shown to nobody but whose they are. */
export const draftView = (row: DraftRow, actor: Actor, now: number): LsDraft => ({
  id: row.id,
  result: JSON.parse(row.result),
  task: row.task,
  annotation: row.annotation,
  lead_time: row.lead_time,
  was_postponed: false,
  import_id: null,
  user: actor.email,
  created_username: `${actor.name} ${actor.email}, ${actor.accountNumber}`,
  created_ago: ago(row.created_at, now),
  created_at: new Date(row.created_at).toISOString(),
  updated_at: new Date(row.updated_at).toISOString(),
});
