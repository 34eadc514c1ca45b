import { type ImportKind, importKindOf, importKinds } from '../../shared/import-kind.ts';
import { plural } from '../../shared/plural.ts';
import type { Found } from '../parts/dropped-files.ts';

/** What files that somebody dropped or chose are to an import. */
export type ImportPlan = {
  /** As they are sent: by their paths, rows after the media that they may name. */
  readonly files: readonly Found[];
  readonly groups: readonly { readonly kind: ImportKind; readonly files: readonly Found[] }[];
  /** Nothing is imported while there are such. */
  readonly unreadable: readonly Found[];
  readonly bytes: number;
};

/** Left by systems in folders; nobody means them. */
const isLitter = (path: string): boolean =>
  path.split('/').some((part) => part.startsWith('.') || part === '__MACOSX') ||
  /(^|\/)(thumbs\.db|desktop\.ini)$/i.test(path);

const holdsRows = (path: string): boolean => importKindOf(path) === 'rows';

export const planImport = (found: readonly Found[]): ImportPlan => {
  const byPath = new Map(found.filter(({ path }) => !isLitter(path)).map((each) => [each.path, each]));
  const files = [...byPath.values()].sort(
    (a, b) =>
      Number(holdsRows(a.path)) - Number(holdsRows(b.path)) ||
      a.path.localeCompare(b.path, undefined, { numeric: true }),
  );
  const groups = importKinds
    .map((kind) => ({ kind, files: files.filter(({ path }) => importKindOf(path) === kind) }))
    .filter((group) => group.files.length > 0);
  const unreadable = files.filter(({ path }) => importKindOf(path) === undefined);
  return { files, groups, unreadable, bytes: files.reduce((sum, { file }) => sum + file.size, 0) };
};

/** One text is a list more often than not; several are documents. */
export const guessTexts = (found: readonly Found[]): 'lines' | 'files' =>
  found.filter(({ path }) => importKindOf(path) === 'lines').length > 1 ? 'files' : 'lines';

/** What becomes of the files of a kind: `3 pictures: a task each`. `withRows`: there are such that may name media. */
export const fateOf = (
  kind: ImportKind,
  count: number,
  { texts, withRows }: { readonly texts: 'lines' | 'files'; readonly withRows: boolean },
): string => {
  const media = withRows ? 'with the rows that name them, else a task each' : 'a task each';
  switch (kind) {
    case 'rows':
      return `${plural(count, 'file')} of tasks: a task for each row or item`;
    case 'lines':
      return `${plural(count, 'text')}: ${texts === 'lines' ? 'a task for each line' : 'a task each'}`;
    case 'text':
      return `${plural(count, 'page')}: a task each`;
    case 'image':
      return `${plural(count, 'picture')}: ${media}`;
    case 'audio':
      return `${plural(count, 'recording')}: ${media}`;
  }
};
