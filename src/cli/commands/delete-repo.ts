import type { CliCommand } from '../command.ts';

export const deleteRepo: CliCommand = {
  name: 'delete repo',
  args: '<repo>',
  summary: 'Delete a repo with all its versions',
  examples: ['delete repo raw_data'],
  options: [['-f, --force', 'also when a project uses it']],
  async run({ client, print }, args, options) {
    const repo = args[0] as string;
    await client.repos.remove({ params: { repo }, query: { force: String(options['force'] === true) } });
    print({ deleted: repo }, () => `Deleted repo ${repo}`);
  },
};
