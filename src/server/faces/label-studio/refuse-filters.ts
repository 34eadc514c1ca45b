import { AppError } from '../../../shared/errors/app-error.ts';

type Query = {
  readonly filters?: { readonly items?: readonly unknown[] } | null;
  readonly ordering?: readonly unknown[] | null;
  readonly selectedItems?: { readonly all?: boolean; readonly included?: readonly unknown[] } | null;
};

/**
 * The Data Manager's filters, ordering and selection are not built yet: a query that asks for them is refused, since
 * an answer that passes over them would be a wrong one. One that asks for all is taken.
 */
export const refuseFilters = (text: string | undefined): void => {
  if (text === undefined || text.trim() === '') return;
  let query: Query | null;
  try {
    query = JSON.parse(text) as Query | null;
  } catch {
    throw new AppError('request.invalid', { reason: 'query is not JSON' });
  }
  const asks =
    (query?.filters?.items?.length ?? 0) > 0
      ? 'filters'
      : query?.ordering?.some((name) => name !== 'id' && name !== 'tasks:id')
        ? 'ordering'
        : query?.selectedItems?.all === false || (query?.selectedItems?.included?.length ?? 0) > 0
          ? 'selectedItems'
          : undefined;
  if (asks !== undefined)
    throw new AppError('request.invalid', { reason: `${asks} in query are not taken yet` });
};
