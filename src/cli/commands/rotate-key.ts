import type { CliCommand } from '../command.ts';
import { keyText } from '../key-text.ts';

export const rotateKey: CliCommand = {
  name: 'rotate key',
  args: '<id>',
  summary: 'A new secret in the place of the old one, which stops at once',
  examples: ['rotate key 0h2k9'],
  async run({ client, print }, args) {
    print(await client.accounts.rotateKey({ params: { id: args[0] as string } }), keyText);
  },
};
