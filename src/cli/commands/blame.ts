import { type CliCommand, text } from '../command.ts';
import { parseFileRef } from '../file-ref.ts';

export const blame: CliCommand = {
  name: 'blame',
  args: '<repo@ref:/path>',
  summary: 'Who last changed each region of a label file, when, in which commit',
  examples: [
    'blame labels@master:/tasks/3f/3fa9c1.json',
    'blame labels@v1:/tasks/3f/3fa9c1.json --region r1',
  ],
  options: [['--region <id>', 'only this region']],
  async run({ client, printList }, args, options) {
    const answer = await client.repos.blame({
      params: parseFileRef(args[0] as string),
      query: { region: text(options, 'region') },
    });
    await printList(answer.items, [
      { title: 'REGION', text: (line) => line.region },
      { title: 'CONTROL', text: (line) => line.fromName },
      { title: 'BY', text: (line) => line.author.name },
      { title: 'TIME', text: (line) => line.time },
      { title: 'COMMIT', text: (line) => line.commit },
    ]);
  },
};
