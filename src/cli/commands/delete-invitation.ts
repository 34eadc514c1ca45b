import type { CliCommand } from '../command.ts';

export const deleteInvitation: CliCommand = {
  name: 'delete invitation',
  args: '<id>',
  summary: 'Revoke an invitation',
  examples: ['delete invitation 0h2k9'],
  async run({ client, print }, args) {
    const id = args[0] as string;
    await client.accounts.revokeInvitation({ params: { id } });
    print({ deleted: id }, () => `Revoked invitation ${id}`);
  },
};
