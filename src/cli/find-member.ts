import type { Client } from '../client/create-client.ts';
import { CliRefused } from './exit.ts';

/** A member of the organisation by e-mail. Refuses with account.not_found. */
export const findMember = async (client: Client, email: string): Promise<{ readonly id: string }> => {
  const { items } = await client.accounts.members();
  const found = items.find((member) => member.email.toLowerCase() === email.toLowerCase());
  if (found === undefined)
    throw new CliRefused('account.not_found', `nobody here has the e-mail ${email}; see ./lw list member`);
  return found;
};
