import { type CliCommand, text } from '../command.ts';
import { roles } from '../../shared/contract/op.ts';
import { oneOf } from '../one-of.ts';
import { readNumber } from '../read-number.ts';

export const createInvitation: CliCommand = {
  name: 'create invitation',
  summary: 'Make a link by which people sign up',
  examples: [
    'create invitation --role reviewer --email ada@example.org',
    'create invitation --project 1 --days 3',
  ],
  options: [
    ['--role <role>', `${roles.join(', ')}; not above one’s own`, 'annotator'],
    ['--email <email>', 'for this person only'],
    ['--project <id>', 'who comes works there'],
    ['--days <n>', 'how long it is good', '14'],
  ],
  async run({ client, print }, _args, options) {
    const invitation = await client.accounts.invite({
      body: {
        role: oneOf(roles, text(options, 'role') ?? 'annotator', '--role'),
        email: text(options, 'email'),
        projectId: text(options, 'project'),
        days: readNumber(text(options, 'days') ?? '14', '--days'),
      },
    });
    print(invitation, () => invitation.link);
  },
};
