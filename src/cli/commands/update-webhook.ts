import { type CliCommand, text, texts } from '../command.ts';
import { CliUsage } from '../exit.ts';
import { readWebhookScope, webhookScopeOptions } from '../read-webhook-scope.ts';

export const updateWebhook: CliCommand = {
  name: 'update webhook',
  args: '<id>',
  summary: 'Turn a webhook off or on, or change what it is told of',
  examples: ['update webhook 3 --off', 'update webhook 3 --on --url https://example.org/other'],
  options: [
    ['--url <url>', 'where deliveries go'],
    ...webhookScopeOptions,
    ['--on', 'deliver'],
    ['--off', 'deliver nothing'],
  ],
  async run({ client, print }, args, options) {
    const on = options['on'] === true;
    const off = options['off'] === true;
    if (on && off) throw new CliUsage('--on or --off');
    const webhook = await client.webhooks.update({
      params: { id: args[0] as string },
      body: {
        ...readWebhookScope(text(options, 'project'), texts(options, 'header')),
        url: text(options, 'url'),
        repo: text(options, 'repo'),
        branch: text(options, 'branch'),
        ...(on || off ? { is_active: on } : {}),
      },
    });
    print(webhook, () => `Webhook ${webhook.id} is ${webhook.is_active ? 'on' : 'off'}: ${webhook.url}`);
  },
};
