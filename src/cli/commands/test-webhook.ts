import type { CliCommand } from '../command.ts';
import { deliveryText } from '../delivery-text.ts';

export const testWebhook: CliCommand = {
  name: 'test webhook',
  args: '<id>',
  summary: 'Send a signed ping now, and say how that went',
  examples: ['test webhook 3'],
  async run({ client, print }, args) {
    print(await client.webhooks.test({ params: { id: args[0] as string } }), deliveryText);
  },
};
