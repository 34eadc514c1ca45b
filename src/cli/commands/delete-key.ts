import type { CliCommand } from '../command.ts';

export const deleteKey: CliCommand = {
  name: 'delete key',
  args: '<id>',
  summary: 'Revoke a token or an S3 key pair',
  examples: ['delete key 0h2k9'],
  async run({ client, print }, args) {
    const id = args[0] as string;
    await client.accounts.revokeKey({ params: { id } });
    print({ deleted: id }, () => `Revoked key ${id}`);
  },
};
