import type { CliCommand } from '../command.ts';

export const inspectWebhook: CliCommand = {
  name: 'inspect webhook',
  args: '<id>',
  summary: 'One webhook',
  examples: ['inspect webhook 3'],
  async run({ client, print }, args) {
    print(await client.webhooks.get({ params: { id: args[0] as string } }), (webhook) =>
      [
        `webhook  ${webhook.id}, ${webhook.is_active ? 'on' : 'off'}`,
        `url      ${webhook.url}`,
        `repo     ${webhook.repo ?? 'any'}@${webhook.branch ?? 'any'}`,
        `project  ${webhook.project ?? 'any'}`,
        ...Object.keys(webhook.headers).map((name) => `header   ${name}`),
        `made     ${webhook.created_at}`,
      ].join('\n'),
    );
  },
};
