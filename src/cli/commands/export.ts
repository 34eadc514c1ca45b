import { exportFormatNames } from '../../shared/contract/export-format-names.ts';
import { plural } from '../../shared/plural.ts';
import { type CliCommand, text } from '../command.ts';
import { parseFileRef } from '../file-ref.ts';
import { oneOf } from '../one-of.ts';
import { saveBody } from '../save-body.ts';

export const exportLabels: CliCommand = {
  name: 'export',
  args: '<id>',
  summary: 'Export a project’s labels, of now or of a label commit; many files as a zip archive',
  examples: [
    'export 1 --format COCO --ref v1 -o labels.zip',
    'export 1 --format YOLO --to data_sets@master:/round1',
  ],
  options: [
    ['--format <format>', exportFormatNames.join(', '), 'JSON'],
    ['--ref <ref>', 'a label commit, branch or tag'],
    ['--completed-by <how>', 'JSON names who labeled: email, or none, which any Label Studio takes', 'email'],
    ['--all', 'also the tasks without labels'],
    ['-o, --output <file>', 'where to (default: standard output)'],
    ['--to <repo@branch:/path>', 'into a folder of a branch, as one commit that remembers the label commit'],
  ],
  async run({ client, print, note }, args, options) {
    const id = args[0] as string;
    const format = oneOf(exportFormatNames, text(options, 'format')?.toUpperCase() ?? 'JSON', '--format');
    const ref = text(options, 'ref');
    const completedBy = oneOf(
      ['email', 'none'] as const,
      text(options, 'completedBy') ?? 'email',
      '--completed-by',
    );
    const to = text(options, 'to');
    if (to !== undefined) {
      const { repo, ref: branch, path: prefix } = parseFileRef(to);
      const answer = await client.projects.exportTo({
        params: { id },
        body: { format, ref, repo, branch, prefix },
      });
      if (answer.pending > 0)
        note(`${plural(answer.pending, 'task has', 'tasks have')} labels that are not committed: not in it`);
      print(answer, () => `${plural(answer.files, 'file')}: ${answer.commit?.id ?? 'nothing changed'}`);
      return;
    }
    const answer = await client.projects.export({
      params: { id },
      query: { format, ref, completedBy, all: String(options['all'] === true) },
    });
    await saveBody(answer, text(options, 'output'));
  },
};
