import type { CliCommand } from '../command.ts';
import { oneOf } from '../one-of.ts';

export const createSample: CliCommand = {
  name: 'create sample',
  args: '<name>',
  summary: 'Make a sample project with its repos: mail or digits',
  examples: ['create sample mail'],
  async run({ client, print }, args) {
    const name = oneOf(['mail', 'digits'], args[0] as string, 'a sample');
    const project = await client.projects.sample({ params: { name } });
    print(project, () => `Project ${project.id} (${project.title})`);
  },
};
