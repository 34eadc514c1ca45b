import type { Client } from '../client/create-client.ts';

/** A commit id given whole or by its first 8 digits or more, whole; undefined when none is given. */
export const wholeCommit = async (
  client: Client,
  repo: string,
  id: string | undefined,
): Promise<string | undefined> => {
  if (id === undefined || !/^[0-9a-f]{8,63}$/.test(id)) return id;
  return (await client.repos.getCommit({ params: { repo, ref: id } })).id;
};
