import { AppError } from '../../../shared/errors/app-error.ts';

type Paging = {
  readonly origin: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string | number | undefined>>;
  readonly page: number;
  readonly size: number;
  readonly count: number;
};

/**
 * `next` and `previous` of a page as Label Studio links them. A page past the end is not there (404), by which its
 * clients know that they have all.
 */
export const pageLinks = (paging: Paging): { next: string | null; previous: string | null } => {
  const { page, size, count, path } = paging;
  if (page > 1 && (page - 1) * size >= count)
    throw new AppError('route.not_found', { path: `${path}?page=${page}` });
  const link = (to: number): string => {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries({ ...paging.query, page: to, page_size: size }))
      if (value !== undefined) query.set(name, String(value));
    return `${paging.origin}${path}?${query}`;
  };
  return { next: page * size < count ? link(page + 1) : null, previous: page > 1 ? link(page - 1) : null };
};
