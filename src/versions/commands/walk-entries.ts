import { refWalk } from '../branch-walk.ts';
import { compareUtf8 } from '../tree/utf8-order.ts';
import type { WalkEntries } from '../version-commands.ts';
import { resolveRef } from './resolve-ref.ts';

export const walkEntries: WalkEntries = async function* (versions, { repo, ref, prefix = '', after }) {
  const walk = await refWalk(versions, repo, await resolveRef(versions, { repo, ref }));
  await walk.seek(after !== undefined && compareUtf8(after, prefix) > 0 ? after : prefix);
  if (after !== undefined && walk.current?.path === after) await walk.next();
  for (; walk.current?.path.startsWith(prefix); await walk.next()) yield walk.current;
};
