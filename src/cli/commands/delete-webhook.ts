import type { CliCommand } from '../command.ts';

export const deleteWebhook: CliCommand = {
  name: 'delete webhook',
  args: '<id>',
  summary: 'Remove a webhook with what waits to be delivered',
  examples: ['delete webhook 3'],
  async run({ client, print }, args) {
    const id = args[0] as string;
    await client.webhooks.remove({ params: { id } });
    print({ deleted: id }, () => `Deleted webhook ${id}`);
  },
};
