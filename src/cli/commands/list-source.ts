import type { CliCommand } from '../command.ts';

export const listSource: CliCommand = {
  name: 'list source',
  args: '<project>',
  summary: 'Where a project’s tasks come from',
  examples: ['list source 1'],
  async run({ client, printList }, args) {
    const { sources } = await client.projects.get({ params: { id: args[0] as string } });
    await printList(sources, [
      { title: 'ID', text: (source) => source.id },
      { title: 'FILES', text: (source) => `${source.repo}@${source.branch}:${source.glob}` },
      { title: 'METHOD', text: (source) => source.importMethod },
      { title: 'CHANGED', text: (source) => source.changed },
      { title: 'SYNCED', text: (source) => source.synced.time ?? '-' },
      { title: 'ERROR', text: (source) => source.error ?? '' },
    ]);
  },
};
