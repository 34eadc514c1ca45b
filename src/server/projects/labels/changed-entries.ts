import { taskKeyOfPath } from '../../../labels/task-file/task-path.ts';
import { diff } from '../../../versions/commands/diff.ts';
import type { CommitId, DiffItem, Entry, Repo } from '../../../versions/version-store.ts';
import type { Server } from '../../server.ts';

/** Two states of a label repo; null: the one without files. Not both. */
export type TwoStates = { readonly base: CommitId | null; readonly theirs: CommitId | null };

/** A task's file that differs between two states. */
export type ChangedEntry = {
  readonly key: string;
  readonly path: string;
  readonly from: Entry | null;
  readonly to: Entry | null;
};

export type ChangedPage = {
  readonly tasks: readonly ChangedEntry[];
  /** What is no task's file. */
  readonly others: readonly Omit<ChangedEntry, 'key'>[];
};

/** Files of a page, and bytes that its two sides have together: a page is in memory as a whole, a few at once. */
const mostFiles = 200;
const mostBytes = 8 * 1024 * 1024;
/** Each look at the trees begins at their roots. */
const perDiff = 2000;

/** What differs between two states, by path and page by page. The cost follows the change. */
export async function* changedEntries(
  server: Server,
  repo: Repo,
  states: TwoStates,
): AsyncGenerator<ChangedPage> {
  let page: DiffItem[] = [];
  let bytes = 0;
  for await (const item of changes(server, repo, states)) {
    page.push(item);
    bytes += (item.from?.size ?? 0) + (item.to?.size ?? 0);
    if (page.length < mostFiles && bytes < mostBytes) continue;
    yield asPage(page);
    page = [];
    bytes = 0;
  }
  if (page.length > 0) yield asPage(page);
}

async function* changes(server: Server, repo: Repo, { base, theirs }: TwoStates): AsyncGenerator<DiffItem> {
  // a diff leads to a commit: what leads to nothing is read the other way round
  const turned = theirs === null;
  const to = turned ? base : theirs;
  if (to === null) return;
  const states = { repo, from: turned ? null : base, to, limit: perDiff, renames: false };
  for (let after: string | undefined; ; ) {
    const page = await diff(server.versions, { ...states, after });
    for (const item of page.items) yield turned ? { ...item, from: item.to, to: item.from } : item;
    if (page.next === null) return;
    after = page.next;
  }
}

const asPage = (items: readonly DiffItem[]): ChangedPage => {
  const tasks: ChangedEntry[] = [];
  const others: Omit<ChangedEntry, 'key'>[] = [];
  for (const { path, from, to } of items) {
    const key = taskKeyOfPath(path);
    if (key === undefined) others.push({ path, from, to });
    else tasks.push({ key, path, from, to });
  }
  return { tasks, others };
};
