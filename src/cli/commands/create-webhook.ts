import { type CliCommand, text, texts } from '../command.ts';
import { readWebhookScope, webhookScopeOptions } from '../read-webhook-scope.ts';

export const createWebhook: CliCommand = {
  name: 'create webhook',
  args: '<url>',
  summary: 'Tell a URL of every commit that lands; the secret that signs deliveries is told once',
  examples: [
    'create webhook https://example.org/hook',
    'create webhook https://example.org/hook --repo raw_data --branch master --header "X-Team: vision"',
    'create webhook https://example.org/hook --project 1',
  ],
  options: webhookScopeOptions,
  async run({ client, print }, args, options) {
    const webhook = await client.webhooks.create({
      body: {
        url: args[0] as string,
        ...readWebhookScope(text(options, 'project'), texts(options, 'header')),
        repo: text(options, 'repo'),
        branch: text(options, 'branch'),
      },
    });
    print(
      webhook,
      () => `Made webhook ${webhook.id}\nsecret  ${webhook.secret}\nThe secret is not shown again.`,
    );
  },
};
