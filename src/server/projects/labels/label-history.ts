import { createTag } from '../../../versions/commands/create-tag.ts';
import { listTags } from '../../../versions/commands/list-tags.ts';
import { log } from '../../../versions/commands/log.ts';
import type { CommitId, Repo } from '../../../versions/version-store.ts';
import type { Actor } from '../../actor.ts';
import { commitView } from '../../repos/commit-view.ts';
import type { Server } from '../../server.ts';
import { countCommit } from './count-commit.ts';
import { seenBy } from './seen-annotations.ts';
import { targetOf } from '../project-view.ts';
import { requireProject } from '../require-project.ts';
import { getRepo } from '../../../versions/commands/get-repo.ts';

/** The label commits, newest first, with their tags and what each changed: annotators are told of their own. */
export const labelHistory = async (
  server: Server,
  actor: Actor,
  args: { id: string | number; cursor?: string; limit: number },
) => {
  const project = await requireProject(server, actor, args.id, 'annotator');
  const target = await targetOf(server, project);
  if (target === null || target.branch.head === null) return { items: [] };
  const { repo, branch } = target;
  const page = await log(server.versions, { repo, ref: branch.name, after: args.cursor, limit: args.limit });
  const tags = await tagsByCommit(server, repo);
  const seen = seenBy(actor, project.role);
  const items = await Promise.all(
    page.items.map(async (commit) => {
      const { id, time, message, authors, parents, provenance } = await commitView(server, commit);
      const changes = await countCommit(server, repo, commit, seen);
      return { id, time, message, authors, changes, parents, provenance, tags: tags.get(id) ?? [] };
    }),
  );
  return page.next === null ? { items } : { items, next: page.next };
};

const tagsByCommit = async (server: Server, repo: Repo): Promise<ReadonlyMap<string, string[]>> => {
  const tags = new Map<string, string[]>();
  for (let after: string | undefined; ; ) {
    const page = await listTags(server.versions, { repo, after, limit: 1000 });
    for (const { name, commit } of page.items) tags.set(commit, [...(tags.get(commit) ?? []), name]);
    if (page.next === null) return tags;
    after = page.next;
  }
};

/** Names a label commit for good: the head of the label branch unless told. */
export const tagLabels = async (
  server: Server,
  actor: Actor,
  args: { id: string | number; name: string; head?: string; ifHead?: CommitId | null },
): Promise<{ name: string; commit: string }> => {
  const project = await requireProject(server, actor, args.id, 'manager');
  const repo = await getRepo(server.versions, {
    organisation: project.organisation,
    name: project.target_repo,
  });
  const { name, commit } = await createTag(server.versions, {
    repo,
    name: args.name,
    head: args.head ?? project.target_branch,
    ifHead: args.ifHead,
  });
  return { name, commit };
};
