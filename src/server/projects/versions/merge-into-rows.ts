import { sql } from 'kysely';
import type { Statement } from '../../../db/database.ts';
import { mutate } from '../../../db/mutate.ts';
import { sameJson } from '../../../labels/canonical-json.ts';
import type { MergeMode } from '../../../labels/merge/merge-modes.ts';
import { mergeTaskFiles, type TaskFileMerge } from '../../../labels/merge/merge-task-files.ts';
import type { TaskConflict } from '../../../labels/merge/task-conflict.ts';
import type { TaskFile } from '../../../labels/task-file/task-file.ts';
import type { Repo } from '../../../versions/version-store.ts';
import type { Actor } from '../../actor.ts';
import type { Server } from '../../server.ts';
import { hashText } from '../hash-text.ts';
import { readKeys, recountConflicts } from '../labels/absorb-tasks.ts';
import type { KeyRows } from '../labels/apply-task-file.ts';
import { reportUnreadable } from '../labels/unreadable-files.ts';
import type { TwoStates } from '../labels/changed-entries.ts';
import type { FileSides } from '../labels/read-sides.ts';
import { taskFileOf } from '../labels/task-file-rows.ts';
import { sqlStatement } from '../../../db/run-sql.ts';
import type { ProjectRow } from '../tables.ts';
import type { WorkCommit } from '../work/label-work.ts';
import { pageByPage } from '../work/page-by-page.ts';
import type { WorkStep } from '../work/run-work.ts';
import { changedFiles } from './changed-files.ts';
import { addCounts, countMerge, type MergeCounts, noCounts } from './merge-counts.ts';
import { mergeMeta } from './merge-meta.ts';
import { setTaskFiles } from './set-task-files.ts';

export type MergeIntoRows = TwoStates & {
  readonly project: ProjectRow;
  readonly repo: Repo;
  readonly mode: MergeMode;
  /** Left out, it counts what would be, and changes nothing. */
  readonly step?: WorkStep & { readonly commit: (counts: MergeCounts) => WorkCommit };
};

/**
 * Three-way merge of what changed from `base` to `theirs` into the rows, which become pending; clashes become
 * conflict records where ours stands for the time being. Drafts are never touched. Pages are plans of their own, as
 * steps of a work. Title, config and instructions are merged one by one; those in `kept` clashed and stay ours.
 */
export const mergeIntoRows = async (
  server: Server,
  actor: Actor,
  args: MergeIntoRows,
): Promise<MergeCounts> => {
  const { project, repo, step } = args;
  let counts = noCounts;
  let meta = false;
  await pageByPage(changedFiles(server, repo, args), async (page) => {
    meta ||= page.meta;
    const merged = await mergePage(server, actor, args, page.sides);
    counts = addCounts(counts, merged);
    step?.done(page.sides.length);
  });
  const merged = meta
    ? await mergeMeta(server, project, repo, args)
    : { statements: [], taken: [], kept: [] };
  const all = { ...counts, taken: merged.taken, kept: merged.kept };
  if (step) await server.db.write([...merged.statements, step.end(step.commit(all))]);
  return all;
};

const none: KeyRows = { live: undefined, retired: [], annotations: [] };

const mergePage = async (
  server: Server,
  actor: Actor,
  { project, mode, step, base, theirs }: MergeIntoRows,
  sides: readonly FileSides[],
): Promise<MergeCounts> =>
  mutate(server.db, async () => {
    if (sides.length === 0) return { plan: [], value: noCounts };
    const keys = sides.map(({ key }) => key);
    const rows = await readKeys(server, project.id, keys);
    const files: { known: KeyRows; file: TaskFile | undefined }[] = [];
    const conflicts: TaskConflict[] = [];
    let counts = noCounts;
    const notices: Statement[] = [];
    for (const side of sides) {
      if (side.problem !== undefined) {
        const { path, problem } = side;
        notices.push(reportUnreadable(project.id, theirs ?? '', { path, problem }, server.clock()));
        counts = addCounts(counts, { ...noCounts, conflicts: 1 });
        continue;
      }
      const known = rows.get(side.key) ?? none;
      const ours = known.live && taskFileOf(known.live, known.annotations);
      const merged: TaskFileMerge = mergeTaskFiles({ base: side.base, ours, theirs: side.theirs }, mode);
      counts = addCounts(counts, countMerge(ours, merged));
      conflicts.push(...merged.conflicts);
      if (!sameJson(ours, merged.file)) files.push({ known, file: merged.file });
    }
    if (step === undefined || files.length + conflicts.length + notices.length === 0)
      return { plan: [], value: counts };
    const now = server.clock();
    const plan: Statement[] = [
      ...(await setTaskFiles(server, actor, project, files)),
      ...conflicts.map((each) => openConflict(project.id, theirs ?? base ?? '', each, now)),
      ...notices,
      ...(conflicts.length + notices.length === 0 ? [] : [recountConflicts(project.id)]),
    ];
    return { plan, value: counts };
  });

/** The same clash met again, settled or not, waits for a person again. */
const openConflict = (project: number, head: string, conflict: TaskConflict, now: number): Statement => {
  const detail = JSON.stringify(conflict);
  const id = hashText(`${project}/${head}/${detail}`).slice(0, 32);
  return sqlStatement(sql`INSERT INTO label_conflict (id, project, key, annotation, identity, kind, detail, head,
    created_at) VALUES (${id}, ${project}, ${conflict.key}, ${conflict.annotation ?? ''},
    ${conflict.identity ?? ''}, ${conflict.kind}, ${detail}, ${head}, ${now})
    ON CONFLICT (id) DO UPDATE SET resolved_at = NULL, resolution = NULL`);
};
