import { exportFormatNames } from '../../shared/contract/export-format-names.ts';
import { type CliCommand, text } from '../command.ts';
import { saveBody } from '../save-body.ts';

export const exportLabels: CliCommand = {
  name: 'export',
  args: '<id>',
  summary: 'Export a project’s labels, of now or of a label commit; many files as a zip archive',
  options: [
    ['--format <format>', exportFormatNames.join(', '), 'JSON'],
    ['--ref <ref>', 'a label commit, branch or tag'],
    ['-o, --output <file>', 'where to (default: standard output)'],
  ],
  async run({ client }, args, options) {
    const format = text(options, 'format')?.toUpperCase() as (typeof exportFormatNames)[number];
    const answer = await client.projects.export({
      params: { id: args[0] as string },
      query: { format, ref: text(options, 'ref') },
    });
    await saveBody(answer, text(options, 'output'));
  },
};
