import type { CliCommand } from '../command.ts';

export const listKey: CliCommand = {
  name: 'list key',
  summary: 'One’s own tokens and S3 key pairs, without their secrets',
  examples: ['list key'],
  async run({ client, printList }) {
    const { items } = await client.accounts.keys();
    await printList(items, [
      { title: 'ID', text: (key) => key.id },
      { title: 'KIND', text: (key) => key.kind },
      { title: 'TITLE', text: (key) => key.title },
      { title: 'KEY', text: (key) => key.accessKeyId ?? key.hint },
      { title: 'LAST USED', text: (key) => key.lastUsed ?? 'never' },
      { title: 'EXPIRES', text: (key) => key.expires ?? 'never' },
      { title: 'REVOKED', text: (key) => key.revoked ?? '-' },
    ]);
  },
};
