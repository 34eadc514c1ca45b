import type { CliCommand } from '../command.ts';

export const inspectRepo: CliCommand = {
  name: 'inspect repo',
  args: '<repo>',
  summary: 'One repo',
  examples: ['inspect repo raw_data'],
  async run({ client, print }, args) {
    print(await client.repos.get({ params: { repo: args[0] as string } }), (repo) =>
      [
        `name     ${repo.name}`,
        `about    ${repo.description}`,
        `default  ${repo.defaultBranch}`,
        `made     ${repo.created}`,
        `branches ${repo.branches}`,
      ].join('\n'),
    );
  },
};
