import { type CliCommand, text } from '../command.ts';
import { plural } from '../../shared/plural.ts';
import { importMethods, readSource } from '../read-source.ts';
import { oneOf } from '../one-of.ts';

export const createSource: CliCommand = {
  name: 'create source',
  args: '<project> <repo@branch:glob>',
  summary: 'Let a project take tasks from the files that match a glob',
  examples: [
    'create source 1 "raw_data@master:**/*.jpg"',
    'create source 1 raw_data@master:rows.csv --preview',
  ],
  options: [
    ['--import-method <method>', 'files or tasks (default: judged by content)'],
    ['--changed <policy>', 'what a changed file does to its task: replace, keep or block', 'replace'],
    ['--key-field <field>', 'the field that names each row (default: a row is known by its data)'],
    ['--preview', 'change nothing, show the first tasks'],
  ],
  async run({ client, print }, args, options) {
    const [id, files] = args as [string, string];
    const method = text(options, 'importMethod');
    const body = {
      ...readSource(files),
      ...(method === undefined ? {} : { importMethod: oneOf(importMethods, method, '--import-method') }),
      changed: oneOf(['replace', 'keep', 'block'], text(options, 'changed') ?? 'replace', '--changed'),
      keyField: text(options, 'keyField'),
    };
    if (options['preview'] === true) {
      print(await client.projects.previewSource({ body }), (found) =>
        [
          `${plural(found.files, 'file')}, import method ${found.importMethod}: ${found.reason}`,
          ...found.tasks.map((task) => JSON.stringify(task)),
        ].join('\n'),
      );
      return;
    }
    const source = await client.projects.addSource({ params: { id }, body });
    print(source, () => `Source ${source.id} of project ${id}; its tasks come with the next sync`);
  },
};
