import type { CliCommand } from '../command.ts';
import { pages } from '../pages.ts';

export const listDelivery: CliCommand = {
  name: 'list delivery',
  args: '<webhook>',
  summary: 'The deliveries of a webhook, the last first',
  examples: ['list delivery 3', 'list deliveries 3 --raw'],
  async run({ client, printList }, args) {
    const id = args[0] as string;
    await printList(
      pages((cursor) => client.webhooks.deliveries({ params: { id }, query: { cursor } })),
      [
        { title: 'DELIVERY', text: (delivery) => delivery.id },
        { title: 'TYPE', text: (delivery) => delivery.type },
        { title: 'TIME', text: (delivery) => delivery.time },
        { title: 'STATE', text: (delivery) => delivery.state },
        { title: 'STATUS', text: (delivery) => String(delivery.status ?? '-') },
        { title: 'ATTEMPT', text: (delivery) => String(delivery.attempt) },
        { title: 'NEXT', text: (delivery) => delivery.next ?? '-' },
        { title: 'ERROR', text: (delivery) => delivery.error ?? '' },
      ],
    );
  },
};
