import { sql } from 'kysely';
import type { CompletedBy, ExportFile, ExportFormat } from '../../../formats/export-format.ts';
import { findExportFormat } from '../../../formats/export-formats.ts';
import { parseConfig } from '../../../labels/config/parse-config.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { getCommit } from '../../../versions/commands/get-commit.ts';
import { getRepo } from '../../../versions/commands/get-repo.ts';
import { nameHead } from '../../../versions/commands/name-head.ts';
import type { CommitId, Repo } from '../../../versions/version-store.ts';
import type { Server } from '../../server.ts';
import { readCommitText } from '../labels/read-commit-text.ts';
import { configPath } from '../labels/project-files.ts';
import { peopleByUid } from '../people.ts';
import { readOne, readSql } from '../../../db/run-sql.ts';
import type { ProjectRow } from '../tables.ts';
import { tasksOfCommit, tasksOfNow } from './export-tasks.ts';
import { storedImageSize } from './stored-image-size.ts';

export type OpenExport = {
  readonly format: string;
  /** A label commit, branch or tag; the rows as they are now without it. */
  readonly ref?: string | undefined;
  /** Tasks without labels too. */
  readonly all?: boolean;
  /** How JSON says who labeled; `email` where left out. */
  readonly completedBy?: CompletedBy | undefined;
  /** Only these tasks, of now. */
  readonly ids?: readonly number[];
};

export type OpenedExport = {
  readonly format: ExportFormat;
  /** The commit that a ref named. */
  readonly origin: { readonly repo: Repo; readonly commit: CommitId } | undefined;
  readonly files: AsyncIterable<ExportFile>;
};

/**
 * A project's labels in a format, read while they are taken. Errors: export.unknown for a format that is none,
 * export.unfit (with the reason) where the config's labels cannot be written so, ref.not_found and its like.
 */
export const openExport = async (
  server: Server,
  project: ProjectRow,
  args: OpenExport,
): Promise<OpenedExport> => {
  const format = findExportFormat(args.format);
  if (format === undefined) throw new AppError('export.unknown', { format: args.format });
  const origin = args.ref === undefined ? undefined : await originOf(server, project, args.ref);
  const config = readConfig(origin ? origin.config : project.config);
  const whyNot = format.whyNot(config);
  if (whyNot !== null) throw new AppError('export.unfit', { format: format.title, reason: whyNot });
  const [person, firstFree] = await Promise.all([authorsOf(server, project), firstFreeOf(server, project)]);
  const files = format.write({
    config,
    tasks: () => (origin ? tasksOfCommit(server, project, origin) : tasksOfNow(server, project, args)),
    // of a commit its own time: equal labels are equal bytes
    time: new Date(origin?.time ?? server.clock()),
    // numbers of here for the tasks that are known here; the others count on, so that no two are equal
    ...(origin ? { firstFree } : {}),
    annotator: (uid) => {
      const { number, email } = person(uid);
      return number === null ? undefined : { id: number, email };
    },
    imageSize: (task, address) => storedImageSize(server, project, task, address),
    completedBy: args.completedBy ?? 'email',
    guardFormulas: true,
  });
  return { format, origin, files };
};

/** A config's text, parsed; a project without one has nothing to label. */
export const readConfig = (text: string | null) => parseConfig(text?.trim() || '<View/>');

const originOf = async (server: Server, project: ProjectRow, ref: string) => {
  const repo = await getRepo(server.versions, {
    organisation: project.organisation,
    name: project.target_repo,
  });
  const { commit } = await nameHead(server.versions, { repo, ref });
  const { time } = await getCommit(server.versions, { repo, ref: commit });
  return { repo, commit, time, config: await readCommitText(server, repo, commit, configPath) };
};

const authorsOf = async (server: Server, { id }: ProjectRow) => {
  const rows = await readSql<{ author: string | null }>(
    server.db,
    sql`SELECT DISTINCT author FROM annotation WHERE project = ${id}`,
  );
  return peopleByUid(
    server,
    rows.map(({ author }) => author),
  );
};

const firstFreeOf = async (server: Server, { id }: ProjectRow) => {
  const row = await readOne<{ task: number | null; annotation: number | null }>(
    server.db,
    sql`SELECT (SELECT max(id) FROM task WHERE project = ${id}) AS task,
      (SELECT max(id) FROM annotation WHERE project = ${id}) AS annotation`,
  );
  return { task: Number(row?.task ?? 0) + 1, annotation: Number(row?.annotation ?? 0) + 1 };
};
