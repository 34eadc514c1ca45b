import { type CliCommand, text } from '../command.ts';
import { findMember } from '../find-member.ts';

export const deleteMember: CliCommand = {
  name: 'delete member',
  args: '<email>',
  summary:
    'Take a member out of the organisation, or out of one project; what they made stays theirs by name',
  examples: ['delete member ada@example.org --project 1', 'delete member ada@example.org'],
  options: [['--project <id>', 'out of this project only']],
  async run({ client, print }, args, options) {
    const email = args[0] as string;
    const project = text(options, 'project');
    const { id } = await findMember(client, email);
    if (project === undefined) await client.accounts.removeMember({ params: { id } });
    else await client.projects.removeMember({ params: { id: project, account: id } });
    print(
      { deleted: id },
      () => `${email} is out of ${project === undefined ? 'the organisation' : `project ${project}`}`,
    );
  },
};
