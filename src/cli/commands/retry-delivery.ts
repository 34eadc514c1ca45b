import type { CliCommand } from '../command.ts';
import { deliveryText } from '../delivery-text.ts';

export const retryDelivery: CliCommand = {
  name: 'retry delivery',
  args: '<webhook> <delivery>',
  summary: 'Send a delivery again now, with the same id and bytes',
  examples: ['retry delivery 3 kZ0b2hXq9Jt_aLm1'],
  async run({ client, print }, args) {
    const [id, delivery] = args as [string, string];
    print(await client.webhooks.redeliver({ params: { id, delivery } }), deliveryText);
  },
};
