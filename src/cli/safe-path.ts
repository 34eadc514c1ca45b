/**
 * Where a repo's file may lie in a folder: keys are any text, so segments that would leave the folder or
 * that no file system takes (`..`, `.`, empty, a trailing slash, NUL, a backslash) are percent-escaped.
 */
export const safePath = (key: string): string =>
  key
    .split('/')
    .map((segment) =>
      segment === ''
        ? '%2F'
        : /^\.{1,2}$/.test(segment)
          ? segment.replaceAll('.', '%2E')
          : escapeSegment(segment),
    )
    .join('/');

const escapeSegment = (segment: string): string =>
  segment.replace(
    /[\\\0]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
