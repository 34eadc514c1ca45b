import type { JsonObject } from '../../../labels/json.ts';
import { getRepo } from '../../../versions/commands/get-repo.ts';
import { walkEntries } from '../../../versions/commands/walk-entries.ts';
import { parseGlob } from '../../../versions/glob-pattern.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { nameHead } from '../../../versions/commands/name-head.ts';
import type { Actor } from '../../actor.ts';
import { requireRole } from '../../accounts/require-role.ts';
import type { Server } from '../../server.ts';
import type { SourceBody } from './add-source.ts';
import { judgeMethod } from './judge-method.ts';
import { readRows } from './read-rows.ts';

const mostTasks = 10;
/** Counting stops here; the answer then is "at least". */
const mostFiles = 100_000;

/** What a source would bring: the import method judged by content, how many files, and the first tasks. */
export const previewSource = async (server: Server, actor: Actor, body: SourceBody) => {
  requireRole(actor, 'manager');
  const repo = await getRepo(server.versions, { organisation: actor.organisation, name: body.repo });
  const glob = parseGlob(body.glob ?? '**');
  const ref = await headOf(server, repo, body.branch);
  if (ref === null)
    return {
      importMethod: body.importMethod ?? 'files',
      reason: 'The branch has no commit yet.',
      files: 0,
      tasks: [],
    };
  const judged = await judgeMethod(server, repo, ref, body.glob ?? '**');
  const method = body.importMethod ?? judged.method;
  const reason = body.importMethod ? 'As you chose.' : judged.reason;
  let files = 0;
  for await (const { path } of walkEntries(server.versions, { repo, ref, prefix: glob.prefix })) {
    if (!path.endsWith('/') && glob.matches(path)) files += 1;
    if (files >= mostFiles) break;
  }
  const tasks: JsonObject[] = [];
  const settings = JSON.stringify(body.keyField ? { keyField: body.keyField } : {});
  for (const { path, entry } of judged.sample) {
    if (tasks.length >= mostTasks) break;
    const rows = await readRows(server, { repo: repo.name, method, settings }, '', path, entry);
    tasks.push(...rows.slice(0, mostTasks - tasks.length).map(({ data }) => data));
  }
  return { importMethod: method, reason, files, tasks };
};

const headOf = async (server: Server, repo: Awaited<ReturnType<typeof getRepo>>, branch: string) => {
  try {
    return (await nameHead(server.versions, { repo, ref: branch })).commit;
  } catch (error) {
    if (error instanceof AppError && error.code === 'commit.none') return null;
    throw error;
  }
};
