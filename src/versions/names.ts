import { AppError } from '../shared/errors/app-error.ts';
import { reservedRepoNames } from '../shared/repo-names.ts';

const form = /^[A-Za-z0-9_-]{1,63}$/;

/** 8 to 64 hex digits: a commit id or the beginning of one. */
export const looksLikeCommit = (name: string): boolean => /^[0-9a-fA-F]{8,64}$/.test(name);

/** AppError name.invalid. */
export const checkRepoName = (name: string): void => {
  if (!form.test(name)) throw new AppError('name.invalid', { name, kind: 'repo', hint: '' });
  if (reservedRepoNames.has(name))
    throw new AppError('name.invalid', { name, kind: 'repo', hint: ', and not a page of the server' });
};

/** AppError name.invalid. */
export const checkRefName = (name: string, kind: 'branch' | 'tag'): void => {
  if (!form.test(name)) throw new AppError('name.invalid', { name, kind, hint: '' });
  if (looksLikeCommit(name)) {
    throw new AppError('name.invalid', {
      name,
      kind,
      hint: ', and not only 8 or more hex digits, like a commit id',
    });
  }
};

/** Any non-empty UTF-8 text of up to 1,024 bytes without NUL. AppError file.key_invalid. */
export const checkPath = (path: string): void => {
  const reason =
    path === ''
      ? 'it is empty'
      : path.includes('\0')
        ? 'it holds NUL'
        : /\p{Surrogate}/u.test(path)
          ? 'it is not well-formed Unicode'
          : Buffer.byteLength(path) > 1024
            ? 'it is longer than 1,024 bytes'
            : null;
  if (reason !== null) throw new AppError('file.key_invalid', { path: path.slice(0, 200), reason });
};
