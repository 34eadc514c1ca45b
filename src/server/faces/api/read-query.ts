/** A raw query as an object: one value as text, several of a name as a list. */
export const readQuery = (raw: string): Record<string, string | string[]> => {
  if (raw === '') return {};
  const values = new Map<string, string | string[]>();
  for (const [name, value] of new URLSearchParams(raw)) {
    const known = values.get(name);
    values.set(name, known === undefined ? value : [known, value].flat());
  }
  return Object.fromEntries(values);
};
