import { sql } from 'kysely';
import type { Statement } from '../../../db/database.ts';
import type { ClassMapping } from '../../../labels/config/class-mapping.ts';
import type { MergeMode } from '../../../labels/merge/merge-modes.ts';
import type { Commit, CommitId, Person } from '../../../versions/version-store.ts';
import type { Server } from '../../server.ts';
import { commitNow } from '../labels/commit-now.ts';
import type { Act } from '../review/audit.ts';
import { sqlStatement } from '../../../db/run-sql.ts';

/** What changes the labels as a whole, with all that is needed to know what it did to a task. */
export type Work =
  | { readonly kind: 'config'; readonly config: string; readonly mapping: ClassMapping }
  | {
      readonly kind: 'merge' | 'revert';
      readonly base: CommitId | null;
      readonly theirs: CommitId | null;
      readonly mode: MergeMode;
    };
export type WorkKind = Work['kind'];

/** The commit that ends a work. */
export type WorkCommit = {
  readonly person: Person;
  readonly message: string;
  readonly mergeParents?: readonly CommitId[];
  readonly act: Act;
};

export type WorkRow = {
  readonly project: number;
  /** JSON: Work. */
  readonly work: string;
  /** The label commit that all rows equaled when it began. */
  readonly before: CommitId | null;
  /** JSON: WorkCommit, once all rows are changed: from here it goes forward only. */
  readonly commit: string | null;
  readonly at: number;
};

export const dropWork = (project: number): Statement =>
  sqlStatement(sql`DELETE FROM label_work WHERE project = ${project}`);

/** The last step: the commit, and nothing left to remember. Null where nothing had changed. */
export const commitWork = async (
  server: Server,
  project: number,
  commit: WorkCommit,
): Promise<Commit | null> => {
  const made = await commitNow(server, { ...commit, project, also: [dropWork(project)] });
  if (made === null) await server.db.write([dropWork(project)]);
  return made;
};
