import type { CliCommand } from '../command.ts';

export const listInvitation: CliCommand = {
  name: 'list invitation',
  summary: 'Open invitations',
  examples: ['list invitation'],
  async run({ client, printList }) {
    const { items } = await client.accounts.invitations();
    await printList(items, [
      { title: 'ID', text: (invitation) => invitation.id },
      { title: 'ROLE', text: (invitation) => invitation.role },
      { title: 'FOR', text: (invitation) => invitation.email ?? 'anybody with the link' },
      { title: 'PROJECT', text: (invitation) => invitation.projectId ?? '-' },
      { title: 'EXPIRES', text: (invitation) => invitation.expires },
    ]);
  },
};
