import type { CliCommand } from '../command.ts';

export const rotateWebhook: CliCommand = {
  name: 'rotate webhook',
  args: '<id>',
  summary: 'A new secret in the place of the old one, which signs nothing any more',
  examples: ['rotate webhook 3'],
  async run({ client, print }, args) {
    const webhook = await client.webhooks.rotateSecret({ params: { id: args[0] as string } });
    print(webhook, () => `secret  ${webhook.secret}\nThe secret is not shown again.`);
  },
};
