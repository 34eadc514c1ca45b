/** TEMPORARY test double until the store's commands exist. */
import { createHash } from 'node:crypto';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { Upload } from '../../../versions/version-commands.ts';
import type { Branch, Change, Entry, ListItem, Repo } from '../../../versions/version-store.ts';
import type { S3Store } from './s3-store.ts';

type BranchState = Branch & { files: Map<string, Entry> };
type RepoState = {
  repo: Repo;
  branches: Map<string, BranchState>;
  commits: Map<string, Map<string, Entry>>;
  tags: Map<string, string>;
};

const utf8 = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));

export const memoryS3Store = () => {
  const repos = new Map<string, RepoState>();
  const objects = new Map<string, Buffer>();
  const uploads = new Map<
    string,
    { upload: Upload; parts: Map<number, { bytes: Buffer; etag: string; modified: number }> }
  >();
  let ids = 0;
  const state = (repo: Repo) => {
    const found = repos.get(`${repo.organisation}/${repo.name}`);
    if (!found) throw new AppError('repo.not_found', { repo: repo.name });
    return found;
  };
  const files = (repo: Repo, ref: unknown): Map<string, Entry> => {
    const r = ref as { type: string; name: string; commit: string } | string;
    const s = state(repo);
    if (typeof r === 'string') return s.branches.get(r)!.files;
    return r.type === 'branch' ? s.branches.get(r.name)!.files : s.commits.get(r.commit)!;
  };
  const collect = async (body: Uint8Array | AsyncIterable<Uint8Array>) => {
    if (body instanceof Uint8Array) return Buffer.from(body);
    const out: Uint8Array[] = [];
    for await (const p of body) out.push(Buffer.from(p));
    return Buffer.concat(out);
  };
  const md5 = (b: Buffer) => createHash('md5').update(b).digest('hex');
  const put = (bytes: Buffer) => {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    objects.set(sha256, bytes);
    return { sha256, size: bytes.length, md5: md5(bytes), pending: { type: 'stored' as const } };
  };
  const apply = (repo: Repo, branch: string, changes: readonly Change[]) => {
    const map = files(repo, branch);
    return changes.map((c) => {
      const now = map.get(c.path);
      const pre = c.precondition;
      if (pre?.type === 'if-match' && now?.etag !== pre.etag)
        throw new AppError('object.precondition', { condition: 'If-Match' });
      if (pre?.type === 'if-none-match' && now && (pre.etag === '*' || pre.etag === now.etag))
        throw new AppError('object.precondition', { condition: 'If-None-Match' });
      if (c.type === 'delete') {
        map.delete(c.path);
        return null;
      }
      const entry: Entry = {
        sha256: c.object.sha256,
        size: c.object.size,
        modified: c.modified ?? Date.now(),
        contentType: c.contentType,
        metadata: c.metadata ?? {},
        etag: c.etag ?? c.object.md5,
      };
      map.set(c.path, entry);
      return entry;
    });
  };
  const page = <T>(items: T[], key: (t: T) => string, after?: string, limit = 1000) => {
    const rest = items.filter((i) => after === undefined || utf8(key(i), after) > 0);
    const shown = rest.slice(0, limit);
    return { items: shown, next: rest.length > limit ? key(shown.at(-1)!) : null };
  };
  const store: S3Store = {
    createRepo: async (actor, { name }) => {
      const id = `${actor.organisation}/${name}`;
      if (repos.has(id)) throw new AppError('repo.exists', { repo: name });
      const repo: Repo = {
        uid: id,
        organisation: actor.organisation,
        name,
        description: '',
        defaultBranch: 'master',
        createdAt: Date.now(),
      };
      const branch = {
        uid: 'b',
        name: 'master',
        head: null,
        policy: { type: 'idle' as const, seconds: 2 },
        files: new Map(),
      };
      repos.set(id, { repo, branches: new Map([['master', branch]]), commits: new Map(), tags: new Map() });
      return repo;
    },
    deleteRepo: async (actor, { repo }) => void repos.delete(`${actor.organisation}/${repo}`),
    getRepo: async ({ organisation, name }) => state({ organisation, name } as Repo).repo,
    listRepos: async ({ organisation, after, limit }) =>
      page(
        [...repos.values()].map((r) => r.repo).filter((r) => r.organisation === organisation),
        (r) => r.name,
        after,
        limit,
      ),
    createBranch: async ({ repo, name }) => {
      const s = state(repo);
      if (s.branches.has(name)) throw new AppError('branch.exists', { repo: repo.name, branch: name });
      const b = { uid: name, name, head: null, policy: { type: 'each' as const }, files: new Map() };
      s.branches.set(name, b);
      return b;
    },
    listBranches: async ({ repo, after, limit }) =>
      page([...state(repo).branches.values()], (b) => b.name, after, limit),
    deleteBranch: async ({ repo, name }) => void state(repo).branches.delete(name),
    listTags: async ({ repo }) =>
      page(
        [...state(repo).tags].map(([name, commit]) => ({ name, commit })),
        (t) => t.name,
      ),
    resolveRef: async ({ repo, ref }) => {
      if (typeof ref !== 'string') return ref;
      const s = state(repo);
      const b = s.branches.get(ref);
      if (b) return { type: 'branch', name: b.name, uid: b.uid, commit: b.head, policy: b.policy };
      const t = s.tags.get(ref);
      if (t) return { type: 'tag', name: ref, commit: t };
      const c = [...s.commits.keys()].find((k) => ref.length >= 8 && k.startsWith(ref));
      if (c) return { type: 'commit', commit: c };
      throw new AppError('ref.not_found', { repo: repo.name, ref });
    },
    writeObject: async ({ body }) => put(await collect(body)),
    readObject: async ({ sha256, start, end }) => {
      const bytes = objects.get(sha256)!.subarray(start, end);
      return (async function* () {
        for (let i = 0; i < bytes.length; i += 65536) yield bytes.subarray(i, i + 65536);
      })();
    },
    writeFiles: async (_actor, { repo, branch, changes, ifHead }) => {
      const b = state(repo).branches.get(branch)!;
      if (ifHead !== undefined && ifHead !== b.head)
        throw new AppError('branch.moved', { repo: repo.name, branch, head: b.head, expected: ifHead });
      return { commit: null, entries: apply(repo, branch, changes) };
    },
    getEntry: async ({ repo, ref, path }) => files(repo, ref).get(path) ?? null,
    listEntries: async ({ repo, ref, prefix = '', delimiter, after, limit }) => {
      const items: ListItem[] = [];
      for (const [path, entry] of [...files(repo, ref)].sort(([a], [b]) => utf8(a, b))) {
        if (!path.startsWith(prefix)) continue;
        const cut = delimiter ? path.indexOf(delimiter, prefix.length) : -1;
        if (cut < 0) items.push({ type: 'file', path, entry });
        else {
          const folded = path.slice(0, cut + delimiter!.length);
          const last = items.at(-1);
          if (!(last?.type === 'prefix' && last.prefix === folded))
            items.push({ type: 'prefix', prefix: folded });
        }
      }
      return page(items, (i) => (i.type === 'file' ? i.path : i.prefix), after, limit);
    },
    createUpload: async ({ repo, metadata = {}, ...rest }) => {
      const upload: Upload = { id: `u${++ids}`, repo: repo.uid, metadata, startedAt: Date.now(), ...rest };
      uploads.set(upload.id, { upload, parts: new Map() });
      return upload;
    },
    getUpload: async ({ id }) => {
      const u = uploads.get(id);
      if (!u) throw new AppError('upload.not_found' as never, { id });
      return u.upload;
    },
    listUploads: async ({ repo, branch, prefix = '', after, limit = 1000 }) => {
      const all = [...uploads.values()]
        .map((u) => u.upload)
        .filter((u) => u.repo === repo.uid && u.branch === branch && u.path.startsWith(prefix))
        .filter((u) => !after || utf8(u.path, after.path) > 0 || (u.path === after.path && u.id > after.id))
        .sort((a, b) => utf8(a.path, b.path) || (a.id < b.id ? -1 : 1));
      return { items: all.slice(0, limit), more: all.length > limit };
    },
    putPart: async ({ upload, number, body }) => {
      const bytes = await collect(body);
      const part = { bytes, etag: md5(bytes), modified: Date.now() };
      uploads.get(upload.id)!.parts.set(number, part);
      return { number, size: bytes.length, ...part };
    },
    listParts: async ({ upload, after = 0, limit = 1000 }) => {
      const all = [...uploads.get(upload.id)!.parts]
        .map(([number, p]) => ({ number, size: p.bytes.length, etag: p.etag, modified: p.modified }))
        .filter((p) => p.number > after)
        .sort((a, b) => a.number - b.number);
      return { items: all.slice(0, limit), more: all.length > limit };
    },
    completeUpload: async (_actor, { repo, upload, parts, precondition }) => {
      const have = uploads.get(upload.id)!.parts;
      const object = put(Buffer.concat(parts.map((p) => have.get(p.number)!.bytes)));
      const etag = `${createHash('md5')
        .update(Buffer.concat(parts.map((p) => Buffer.from(p.etag, 'hex'))))
        .digest('hex')}-${parts.length}`;
      const [entry] = apply(repo, upload.branch, [
        {
          type: 'put',
          path: upload.path,
          object,
          contentType: upload.contentType,
          metadata: upload.metadata,
          etag,
          ...(precondition ? { precondition } : {}),
        },
      ]);
      uploads.delete(upload.id);
      return { entry: entry!, commit: null };
    },
    abortUpload: async ({ upload }) => void uploads.delete(upload.id),
  };
  /** Test only: pins the branch's state as a commit, under a tag when one is given. */
  const commit = (organisation: string, name: string, branch: string, tag?: string): string => {
    const s = state({ organisation, name } as Repo);
    const id = createHash('sha256').update(`c${++ids}`).digest('hex');
    s.commits.set(id, new Map(s.branches.get(branch)!.files));
    if (tag) s.tags.set(tag, id);
    return id;
  };
  return { store, commit };
};
