import { refWalk } from '../branch-walk.ts';
import { afterPrefix, compareUtf8 } from '../tree/utf8-order.ts';
import type { ListEntries } from '../version-commands.ts';
import type { ListItem } from '../version-store.ts';
import { resolveRef } from './resolve-ref.ts';

/** What lies under a folded prefix is skipped by a seek, never read. */
export const listEntries: ListEntries = async (versions, task) => {
  const { repo, ref, prefix = '', delimiter = '', after, limit = 1000 } = task;
  const walk = await refWalk(versions, repo, await resolveRef(versions, { repo, ref }));
  const fold = (path: string): string | null => {
    const cut = delimiter === '' ? -1 : path.indexOf(delimiter, prefix.length);
    return cut === -1 ? null : path.slice(0, cut + delimiter.length);
  };
  const items: ListItem[] = [];
  const start = startOf(prefix, after, fold);
  if (start === null) return { items, next: null };
  await walk.seek(start);
  if (after !== undefined && walk.current?.path === after) await walk.next();
  while (walk.current !== null && walk.current.path.startsWith(prefix)) {
    if (items.length === limit) return { items, next: nameOf(items[items.length - 1] as ListItem) };
    const { path, entry } = walk.current;
    const folded = fold(path);
    if (folded === null) {
      items.push({ type: 'file', path, entry });
      await walk.next();
      continue;
    }
    items.push({ type: 'prefix', prefix: folded });
    const beyond = afterPrefix(folded);
    if (beyond === null) break;
    await walk.seek(beyond);
  }
  return { items, next: null };
};

const nameOf = (item: ListItem): string => (item.type === 'file' ? item.path : item.prefix);

/** Where to begin: `after` a folded prefix means behind all that it folds. Null: nothing can follow. */
const startOf = (
  prefix: string,
  after: string | undefined,
  fold: (path: string) => string | null,
): string | null => {
  if (after === undefined || compareUtf8(after, prefix) < 0) return prefix;
  if (after.startsWith(prefix) && fold(after) === after) return afterPrefix(after);
  return after;
};
