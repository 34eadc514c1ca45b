import type { CliCommand } from '../command.ts';

export const inspectProject: CliCommand = {
  name: 'inspect project',
  args: '<id>',
  summary: 'One project',
  examples: ['inspect project 1'],
  async run({ client, print }, args) {
    print(await client.projects.get({ params: { id: args[0] as string } }), (project) =>
      [
        `project  ${project.id}: ${project.title}`,
        `labels   ${project.target.repo}@${project.target.branch} at ${project.target.head ?? 'no commit'}, policy ${project.target.policy}`,
        ...project.sources.map(
          (source) => `source   ${source.repo}@${source.branch}:${source.glob} as ${source.importMethod}`,
        ),
        `tasks    ${project.counts.tasks}, labeled ${project.counts.labeled}, skipped ${project.counts.skipped}, retired ${project.counts.retired}`,
        `pending  ${project.pending.new} new, ${project.pending.changed} changed, ${project.pending.retired} retired`,
      ].join('\n'),
    );
  },
};
