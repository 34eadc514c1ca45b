import { type CliCommand, text } from '../command.ts';
import { CliUsage } from '../exit.ts';

export const updateRepo: CliCommand = {
  name: 'update repo',
  args: '<repo>',
  summary: 'Describe a repo, or choose its default branch',
  examples: [
    'update repo raw_data --description "Mail of May"',
    'update repo raw_data --default-branch next',
  ],
  options: [
    ['-d, --description <text>', 'what it holds'],
    ['--default-branch <branch>', 'the branch that the bare name of the repo means'],
  ],
  async run({ client, print }, args, options) {
    const body = { description: text(options, 'description'), defaultBranch: text(options, 'defaultBranch') };
    if (body.description === undefined && body.defaultBranch === undefined)
      throw new CliUsage('give a --description or a --default-branch');
    const repo = await client.repos.update({ params: { repo: args[0] as string }, body });
    print(repo, () => `Changed repo ${repo.name}; its default branch is ${repo.defaultBranch}`);
  },
};
