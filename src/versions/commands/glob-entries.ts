import { refWalk } from '../branch-walk.ts';
import { parseGlob } from '../glob-pattern.ts';
import { compareUtf8 } from '../tree/utf8-order.ts';
import type { GlobEntries } from '../version-commands.ts';
import type { FileEntry } from '../version-store.ts';
import { resolveRef } from './resolve-ref.ts';

export const globEntries: GlobEntries = async (versions, { repo, ref, pattern, after, limit = 1000 }) => {
  const glob = parseGlob(pattern);
  const { prefix } = glob;
  const walk = await refWalk(versions, repo, await resolveRef(versions, { repo, ref }));
  await walk.seek(after !== undefined && compareUtf8(after, prefix) > 0 ? after : prefix);
  if (after !== undefined && walk.current?.path === after) await walk.next();
  const items: FileEntry[] = [];
  for (; walk.current?.path.startsWith(prefix); await walk.next()) {
    if (!glob.matches(walk.current.path)) continue;
    if (items.length === limit) return { items, next: items[items.length - 1]?.path ?? null };
    items.push(walk.current);
  }
  return { items, next: null };
};
