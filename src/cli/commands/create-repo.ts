import { type CliCommand, text } from '../command.ts';

export const createRepo: CliCommand = {
  name: 'create repo',
  args: '<repo>',
  summary: 'Make a repo with its branch master',
  examples: ['create repo raw_data -d "What people wrote"'],
  options: [['-d, --description <text>', 'what it holds']],
  async run({ client, print }, args, options) {
    const name = args[0] as string;
    const description = text(options, 'description') ?? '';
    print(await client.repos.create({ body: { name, description } }), (repo) => `Made repo ${repo.name}`);
  },
};
