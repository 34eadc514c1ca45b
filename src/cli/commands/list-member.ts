import { type CliCommand, text } from '../command.ts';

type Row = { readonly email: string; readonly name: string; readonly role: string };

export const listMember: CliCommand = {
  name: 'list member',
  summary: 'The people of the organisation, or those of one project',
  examples: ['list member', 'list member --project 1'],
  options: [['--project <id>', 'who works there by membership of the project']],
  async run({ client, printList }, _args, options) {
    const id = text(options, 'project');
    const { items }: { items: readonly Row[] } =
      id === undefined ? await client.accounts.members() : await client.projects.members({ params: { id } });
    await printList(items, [
      { title: 'EMAIL', text: (member) => member.email },
      { title: 'NAME', text: (member) => member.name },
      { title: 'ROLE', text: (member) => member.role },
    ]);
  },
};
