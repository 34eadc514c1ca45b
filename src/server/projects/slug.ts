/** A title as a name for a repo: 1 to 50 of a-z 0-9 _ -. */
export const slug = (title: string): string => {
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
