import type { CliCommand } from '../command.ts';
export const authWhoami: CliCommand = {
  name: 'auth whoami',
  summary: 'Who this command line is signed in as',
  examples: ['auth whoami'],
  async run({ client, print }) {
    print(
      await client.accounts.me(),
      (account) => `${account.email} (${account.role} of ${account.organisation.name})`,
    );
  },
};
