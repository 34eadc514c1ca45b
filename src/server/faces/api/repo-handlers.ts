import type { repoOperations } from '../../../shared/contract/repos.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { createBranch } from '../../../versions/commands/create-branch.ts';
import { createTag } from '../../../versions/commands/create-tag.ts';
import { deleteBranch } from '../../../versions/commands/delete-branch.ts';
import { deleteTag } from '../../../versions/commands/delete-tag.ts';
import { getBranch } from '../../../versions/commands/get-branch.ts';
import { getCommit } from '../../../versions/commands/get-commit.ts';
import { listBranches } from '../../../versions/commands/list-branches.ts';
import { listRepos } from '../../../versions/commands/list-repos.ts';
import { listTags } from '../../../versions/commands/list-tags.ts';
import { log } from '../../../versions/commands/log.ts';
import { nameHead } from '../../../versions/commands/name-head.ts';
import { resolveRef } from '../../../versions/commands/resolve-ref.ts';
import { restoreBranch } from '../../../versions/commands/restore-branch.ts';
import { sealStaging } from '../../../versions/commands/seal-staging.ts';
import { updateBranch } from '../../../versions/commands/update-branch.ts';
import { updateRepo } from '../../../versions/commands/update-repo.ts';
import { blameFile } from '../../repos/blame-file.ts';
import { branchView } from '../../repos/branch-view.ts';
import { commitView } from '../../repos/commit-view.ts';
import { createRepo } from '../../repos/create-repo.ts';
import { deleteRepo } from '../../repos/delete-repo.ts';
import { leftOutWarning } from '../../repos/left-out-warning.ts';
import { parsePolicy } from '../../repos/policy-text.ts';
import { repoView } from '../../repos/repo-view.ts';
import { asPerson, requireRepo } from '../../repos/require-repo.ts';
import type { Server } from '../../server.ts';
import type { Commit, Repo } from '../../../versions/version-store.ts';
import type { RequestHeaders } from '../../http/request-headers.ts';
import type { Handlers } from './handlers.ts';
import { fileHandlers } from './file-handlers.ts';
import { ifHead } from './if-head.ts';

const tagView = async (server: Server, repo: Repo, tag: { name: string; commit: string }) => ({
  ...tag,
  created: new Date((await getCommit(server.versions, { repo, ref: tag.commit })).time).toISOString(),
});

/** The commit, bare and under its name: both are read; `{commit: null}` when nothing changed. */
const commitAnswer = async (server: Server, commit: Commit | null) => {
  if (commit === null) return { commit };
  const view = await commitView(server, commit);
  return { ...view, commit: view };
};

/** Whoever asks for a head where there is none would not be heard. Error: request.invalid. */
const refuseIfHead = (headers: RequestHeaders): void => {
  if (ifHead(headers).ifHead === undefined) return;
  const reason = 'a repo has no head; x-lw-if-head goes with a branch, a tag, a file or labels';
  throw new AppError('request.invalid', { reason });
};

/** Repos, branches, tags and commits: rights by `requireRepo`, everything else the store's own commands. */
export const repoHandlers: Handlers<typeof repoOperations> = {
  ...fileHandlers,

  async list({ server, actor, query }) {
    const page = await listRepos(server.versions, {
      organisation: actor.organisation,
      after: query.cursor,
      limit: query.limit,
    });
    const wanted = page.items.filter(
      (repo) => query.search === undefined || repo.name.includes(query.search),
    );
    return {
      items: await Promise.all(wanted.map((repo) => repoView(server, repo))),
      ...(page.next === null ? {} : { next: page.next }),
    };
  },
  async create({ server, actor, body, headers }) {
    refuseIfHead(headers);
    return await repoView(server, await createRepo(server, actor, body));
  },
  async get({ server, actor, params }) {
    return await repoView(server, await requireRepo(server, actor, params.repo, 'read'));
  },
  async update({ server, actor, params, body, headers }) {
    refuseIfHead(headers);
    const repo = await requireRepo(server, actor, params.repo, 'write');
    if (body.defaultBranch !== undefined)
      await getBranch(server.versions, { repo, name: body.defaultBranch });
    return await repoView(server, await updateRepo(server.versions, { repo, ...body }));
  },
  async remove({ server, actor, params, query, headers }) {
    refuseIfHead(headers);
    await deleteRepo(server, actor, { repo: params.repo, force: query.force });
  },

  async branches({ server, actor, params, query }) {
    const repo = await requireRepo(server, actor, params.repo, 'read');
    const page = await listBranches(server.versions, { repo, after: query.cursor, limit: query.limit });
    const items = await Promise.all(page.items.map((branch) => branchView(server, repo, branch)));
    return { items, ...(page.next === null ? {} : { next: page.next }) };
  },
  async createBranch({ server, actor, params, body, headers }) {
    const repo = await requireRepo(server, actor, params.repo, 'write');
    const { leftOut, ...branch } = await createBranch(server.versions, {
      repo,
      ...body,
      ...ifHead(headers),
    });
    return { ...(await branchView(server, repo, branch)), ...leftOutWarning(leftOut) };
  },
  async getBranch({ server, actor, params }) {
    const repo = await requireRepo(server, actor, params.repo, 'read');
    return await branchView(server, repo, await getBranch(server.versions, { repo, name: params.branch }));
  },
  async updateBranch({ server, actor, params, body, headers }) {
    const repo = await requireRepo(server, actor, params.repo, 'write');
    const named = body.head === undefined ? null : await nameHead(server.versions, { repo, ref: body.head });
    const branch = await updateBranch(server.versions, {
      repo,
      name: params.branch,
      ...(named === null ? {} : { head: named.commit }),
      ...(body.policy === undefined ? {} : { policy: parsePolicy(body.policy) }),
      ...ifHead(headers, body),
    });
    return { ...(await branchView(server, repo, branch)), ...leftOutWarning(named?.leftOut ?? 0) };
  },
  async removeBranch({ server, actor, params, headers }) {
    const repo = await requireRepo(server, actor, params.repo, 'write');
    await deleteBranch(server.versions, { repo, name: params.branch, ...ifHead(headers) });
  },
  async commitBranch({ server, actor, params, body, headers, answer }) {
    const repo = await requireRepo(server, actor, params.repo, 'write');
    const commit = await sealStaging(server.versions, {
      repo,
      branch: params.branch,
      author: asPerson(actor),
      ...(body.message === undefined ? {} : { message: body.message }),
      ...ifHead(headers, body),
    });
    if (commit === null) answer.status = 200;
    return await commitAnswer(server, commit);
  },
  async restoreBranch({ server, actor, params, body, headers }) {
    const repo = await requireRepo(server, actor, params.repo, 'write');
    const commit = await restoreBranch(server.versions, {
      repo,
      branch: params.branch,
      to: await resolveRef(server.versions, { repo, ref: body.ref }),
      author: asPerson(actor),
      ...(body.message === undefined ? {} : { message: body.message }),
      ...ifHead(headers, body),
    });
    return await commitAnswer(server, commit);
  },

  async tags({ server, actor, params, query }) {
    const repo = await requireRepo(server, actor, params.repo, 'read');
    const page = await listTags(server.versions, { repo, after: query.cursor, limit: query.limit });
    const items = await Promise.all(page.items.map((tag) => tagView(server, repo, tag)));
    return { items, ...(page.next === null ? {} : { next: page.next }) };
  },
  async createTag({ server, actor, params, body, headers }) {
    const repo = await requireRepo(server, actor, params.repo, 'write');
    const { leftOut, ...tag } = await createTag(server.versions, {
      repo,
      name: body.name,
      head: body.head ?? undefined,
      ...ifHead(headers),
    });
    return { ...(await tagView(server, repo, tag)), ...leftOutWarning(leftOut) };
  },
  async removeTag({ server, actor, params, headers }) {
    const repo = await requireRepo(server, actor, params.repo, 'write');
    await deleteTag(server.versions, { repo, name: params.tag, ...ifHead(headers) });
  },
  async removeTagByQuery({ server, actor, params, query, headers }) {
    const repo = await requireRepo(server, actor, params.repo, 'write');
    await deleteTag(server.versions, { repo, name: query.name, ...ifHead(headers) });
  },

  async commits({ server, actor, params, query }) {
    const repo = await requireRepo(server, actor, params.repo, 'read');
    const ref = await resolveRef(server.versions, { repo, ref: query.ref ?? repo.defaultBranch });
    if (ref.commit === null) return { items: [] };
    const path = query.path === undefined ? {} : { path: query.path };
    const page = await log(server.versions, { repo, ref, ...path, after: query.cursor, limit: query.limit });
    const items = await Promise.all(page.items.map((commit) => commitView(server, commit)));
    return { items, ...(page.next === null ? {} : { next: page.next }) };
  },
  async getCommit({ server, actor, params }) {
    const repo = await requireRepo(server, actor, params.repo, 'read');
    const named = await nameHead(server.versions, { repo, ref: params.ref });
    const commit = await getCommit(server.versions, { repo, ref: named.commit });
    return { ...(await commitView(server, commit)), ...leftOutWarning(named.leftOut) };
  },
  async blame({ server, actor, params, query }) {
    const repo = await requireRepo(server, actor, params.repo, 'read');
    const { commit } = await nameHead(server.versions, { repo, ref: params.ref });
    return { items: await blameFile(server, { repo, commit, path: params.path, region: query.region }) };
  },
};
