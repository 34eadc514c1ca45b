import type { Actor } from '../../actor.ts';
import type { Server } from '../../server.ts';
import type { AuditRow, ProjectRow } from '../tables.ts';

export type Undone = {
  readonly tasks: number;
  /** What came back only as retired tasks, since their data is here again. */
  readonly retired: number;
  /** Tasks where somebody changed the same since, which stays. */
  readonly changed: number;
};

/** Takes an act back for its tasks, page by page; after a kill it is called again for all of them. */
export type Undoer = (
  server: Server,
  actor: Actor,
  args: {
    readonly project: ProjectRow;
    readonly act: AuditRow;
    readonly pages: AsyncIterable<readonly number[]>;
  },
) => Promise<Partial<Undone>>;
