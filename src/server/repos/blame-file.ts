import { blameTaskFile, type TaskFileVersion } from '../../labels/blame/blame-task-file.ts';
import type { LabelResult } from '../../labels/results/label-result.ts';
import { parseTaskFile } from '../../labels/task-file/parse-task-file.ts';
import type { TaskFile } from '../../labels/task-file/task-file.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import { pathHistory } from '../../versions/commands/path-history.ts';
import { readObject } from '../../versions/commands/read-object.ts';
import type { Commit, CommitId, PathVersion, Repo } from '../../versions/version-store.ts';
import { peopleByUid } from '../projects/people.ts';
import type { Server } from '../server.ts';

export type BlameLine = {
  readonly annotation: string;
  readonly region: string;
  readonly fromName: string;
  readonly author: { readonly id: string; readonly name: string };
  readonly commit: CommitId;
  readonly time: string;
  readonly madeOn: {
    readonly input: string | null;
    readonly config: string | null;
    readonly instructions: string | null;
  };
};

/**
 * Of a label file: for each region (or answer about the whole), who last changed it, when, in which commit,
 * and on what. Reads only the commits that touched the file, and stops when all is known.
 */
export const blameFile = async (
  server: Server,
  args: { repo: Repo; commit: CommitId; path: string; region?: string | undefined },
): Promise<BlameLine[]> => {
  const blamed = await blameTaskFile(await fileVersion(server, args));
  const person = await peopleByUid(
    server,
    blamed.map(({ author }) => author),
  );
  return blamed
    .filter(({ identity }) => identity !== null)
    .map(({ annotation, commit, author, at, now, madeOn }) => ({
      annotation,
      region: regionOf(now),
      fromName: typeof now['from_name'] === 'string' ? now['from_name'] : '',
      author: { id: person(author).id, name: person(author).name },
      commit: commit.id,
      time: at,
      madeOn: {
        input: madeOn?.input ?? null,
        config: madeOn?.config ?? null,
        instructions: madeOn?.instructions ?? null,
      },
    }))
    .filter(({ region }) => args.region === undefined || region === args.region);
};

/** Relations have no id of their own. */
const regionOf = (result: LabelResult): string =>
  typeof result['id'] === 'string' ? result['id'] : `${String(result['from_id'])}→${String(result['to_id'])}`;

/** The version of a label file that a commit has, and from it those before. Error: file.not_found. */
export const fileVersion = async (
  server: Server,
  { repo, commit, path }: { repo: Repo; commit: CommitId; path: string },
): Promise<TaskFileVersion<Commit>> => {
  const newest = await pathHistory(server.versions, { repo, commit, path });
  if (newest.entry === null) throw new AppError('file.not_found', { repo: repo.name, ref: commit, path });
  const known = new Map<PathVersion, Promise<TaskFileVersion<Commit>>>();
  const read = async (version: PathVersion): Promise<TaskFileVersion<Commit>> => ({
    commit: version.commit,
    time: version.commit.time,
    file: version.entry === null ? undefined : await parseFile(server, version.entry.sha256, path),
    parents: async () => Promise.all((await version.parents()).map(once)),
  });
  const once = (version: PathVersion) => {
    const made = known.get(version) ?? read(version);
    known.set(version, made);
    return made;
  };
  return once(newest);
};

const parseFile = async (server: Server, sha256: string, path: string): Promise<TaskFile> => {
  const parts: Uint8Array[] = [];
  for await (const part of await readObject(server.versions, { sha256 })) parts.push(part);
  return parseTaskFile(Buffer.concat(parts).toString('utf8'), path);
};
