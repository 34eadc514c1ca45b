/** Where to go after signing in: only a path of this origin; anything else (other hosts, `//host`, `\`) becomes `/`. */
export const safeNext = (next: string | undefined, origin: string): string => {
  if (!next?.startsWith('/') || /[\\\u0000-\u001f]/.test(next)) return '/';
  try {
    const url = new URL(next, origin);
    return url.origin === origin ? url.pathname + url.search + url.hash : '/';
  } catch {
    return '/';
  }
};
