import { type CliCommand, text } from '../command.ts';
import { readNumber } from '../read-number.ts';

export const listWebhook: CliCommand = {
  name: 'list webhook',
  summary: 'Who is told of commits',
  examples: ['list webhook', 'list webhook --project 1'],
  options: [['--project <id>', 'only those of this project']],
  async run({ client, printList }, _args, options) {
    const project = text(options, 'project');
    const { items } = await client.webhooks.webhooks({
      query: project === undefined ? {} : { project: readNumber(project, '--project') },
    });
    await printList(items, [
      { title: 'ID', text: (webhook) => String(webhook.id) },
      { title: 'URL', text: (webhook) => webhook.url },
      { title: 'STATE', text: (webhook) => (webhook.is_active ? 'on' : 'off') },
      { title: 'REPO', text: (webhook) => `${webhook.repo ?? 'any'}@${webhook.branch ?? 'any'}` },
      { title: 'PROJECT', text: (webhook) => (webhook.project === null ? 'any' : String(webhook.project)) },
      {
        title: 'LAST',
        text: ({ last_delivery: last }) => (last === null ? '-' : (last.error ?? last.state)),
      },
    ]);
  },
};
