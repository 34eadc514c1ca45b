import type { CliCommand } from '../command.ts';

export const restoreTask: CliCommand = {
  name: 'restore task',
  args: '<project> <task> <ref>',
  summary: 'Give one task the labels that it had in a label commit, as a new commit',
  examples: ['restore task 1 12 before-cleanup'],
  async run({ client, print }, args) {
    const [id, task, ref] = args as [string, string, string];
    const answer = await client.projects.restoreTask({ params: { id, task }, body: { ref } });
    print(answer, () => answer.commit?.id ?? 'Nothing changed');
  },
};
