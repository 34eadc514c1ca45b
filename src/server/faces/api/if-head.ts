import type { RequestHeaders } from '../../http/request-headers.ts';

type Body = { readonly ifHead?: string | null | undefined };

/**
 * The head that a write asks for: `x-lw-if-head: <commit>` (or `none`: a branch without a commit), else `ifHead`
 * of a JSON body. Spread it into a command; nothing when the write asks for none.
 */
export const ifHead = (headers: RequestHeaders, body?: Body): { ifHead?: string | null } => {
  const named = headers.get('x-lw-if-head')?.trim();
  if (named !== undefined) return { ifHead: named === 'none' ? null : named };
  return body?.ifHead === undefined ? {} : { ifHead: body.ifHead };
};
