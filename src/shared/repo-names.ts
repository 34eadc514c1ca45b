/** Names for the repo of a title, the best first: `kinds_of_mail`, `kinds_of_mail_2`, … The first free one is taken. */
export function* repoNames(title: string): Generator<string, never> {
  const wanted = slug(title);
  if (!reservedRepoNames.has(wanted)) yield wanted;
  for (let number = 2; ; number += 1) yield `${wanted}_${number}`;
}

/** Paths of the app: a repo of that name could not be reached in a browser. */
export const reservedRepoNames: ReadonlySet<string> = new Set(['api', 'docs', 'health', 'assets']);

/** 1 to 50 of a-z 0-9 _. */
const slug = (title: string): string => {
  const text = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 50)
    .replace(/_+$/, '');
  return text === '' ? 'project' : text;
};
