import { toldChanges } from '../../../labels/merge/told-changes.ts';
import { taskPath } from '../../../labels/task-file/task-path.ts';
import type { versionOperations } from '../../../shared/contract/project-versions.ts';
import type { Answer } from '../../../shared/contract/op.ts';
import { log } from '../../../versions/commands/log.ts';
import type { Commit, Repo } from '../../../versions/version-store.ts';
import type { Actor } from '../../actor.ts';
import { commitView } from '../../repos/commit-view.ts';
import type { Server } from '../../server.ts';
import { readFileAt } from '../labels/read-file-at.ts';
import { type Seen, seenBy } from '../labels/seen-annotations.ts';
import { targetOf } from '../project-view.ts';
import { requireProject } from '../require-project.ts';
import { requireTask } from '../tasks/task-rows.ts';

type History = Answer<typeof versionOperations.taskHistory, never>;

/**
 * The label commits that changed one task, newest first, each with what it changed against its first parent. Annotators
 * see what is their own.
 */
export const taskHistory = async (
  server: Server,
  actor: Actor,
  args: { id: string | number; task: string | number; cursor?: string | undefined; limit: number },
): Promise<History> => {
  const project = await requireProject(server, actor, args.id, 'annotator');
  const { key } = await requireTask(server, project.id, args.task);
  const target = await targetOf(server, project);
  if (target === null || target.branch.head === null) return { items: [] };
  const { repo, branch } = target;
  const path = taskPath(key);
  const page = await log(server.versions, {
    repo,
    ref: branch.name,
    path,
    after: args.cursor,
    limit: args.limit,
  });
  const seen = seenBy(actor, project.role);
  const all = await Promise.all(page.items.map((commit) => describe(server, repo, commit, path, seen)));
  const items = seen.all ? all : all.filter(({ regions }) => regions.length > 0);
  return page.next === null ? { items } : { items, next: page.next };
};

const describe = async (
  server: Server,
  repo: Repo,
  commit: Commit,
  path: string,
  seen: Seen,
): Promise<History['items'][number]> => {
  const { id, time, message, authors, parents } = await commitView(server, commit);
  const [parent] = parents;
  const after = seen(await readFileAt(server, repo, id, path));
  const before = seen(await readFileAt(server, repo, parent ?? null, path));
  return {
    id,
    time,
    message,
    authors,
    parents,
    annotations: after?.annotations.length ?? 0,
    regions: toldChanges(before, after)
      .filter(({ annotation }) => annotation !== null)
      .map(({ annotation, identity, change, fields }) => ({
        annotation: annotation ?? '',
        identity: identity ?? '',
        change,
        fields: [...fields],
      })),
  };
};
