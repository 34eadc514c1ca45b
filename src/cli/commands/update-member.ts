import { type CliCommand, text } from '../command.ts';
import { roles } from '../../shared/contract/op.ts';
import { CliUsage } from '../exit.ts';
import { findMember } from '../find-member.ts';
import { oneOf } from '../one-of.ts';

export const updateMember: CliCommand = {
  name: 'update member',
  args: '<email>',
  summary: 'Give a member another role, or one in a project',
  examples: [
    'update member ada@example.org --role manager',
    'update member ada@example.org --role annotator --project 1',
  ],
  options: [
    ['--role <role>', `${roles.join(', ')}; a project has no owner`],
    ['--project <id>', 'in this project only'],
  ],
  async run({ client, print }, args, options) {
    const email = args[0] as string;
    const given = text(options, 'role');
    if (given === undefined) throw new CliUsage('give a --role');
    const project = text(options, 'project');
    const { id } = await findMember(client, email);
    if (project === undefined) {
      const role = oneOf(roles, given, '--role');
      print(
        await client.accounts.setMemberRole({ params: { id }, body: { role } }),
        () => `${email} is ${role}`,
      );
      return;
    }
    const role = oneOf(['manager', 'reviewer', 'annotator'], given, '--role in a project');
    await client.projects.setMember({ params: { id: project, account: id }, body: { role } });
    print({ project, account: id, role }, () => `${email} is ${role} in project ${project}`);
  },
};
