import { type CliCommand, text } from '../command.ts';
import { oneOf } from '../one-of.ts';
import { importMethods } from '../read-source.ts';

export const updateSource: CliCommand = {
  name: 'update source',
  args: '<project> <source>',
  summary: 'Change what a source takes, or what becomes of changed files',
  examples: ['update source 1 3 --changed keep', 'update source 1 3 --glob "2026/**"'],
  options: [
    ['--glob <glob>', 'which files'],
    ['--import-method <method>', 'files or tasks; its tasks are made anew at the next sync'],
    ['--changed <policy>', 'what a changed file does to its task: replace, keep or block'],
    ['--key-field <field>', 'the field that names each row'],
  ],
  async run({ client, print }, args, options) {
    const [id, source] = args as [string, string];
    const method = text(options, 'importMethod');
    const changed = text(options, 'changed');
    const answer = await client.projects.updateSource({
      params: { id, source },
      body: {
        glob: text(options, 'glob'),
        keyField: text(options, 'keyField'),
        ...(method === undefined ? {} : { importMethod: oneOf(importMethods, method, '--import-method') }),
        ...(changed === undefined
          ? {}
          : { changed: oneOf(['replace', 'keep', 'block'], changed, '--changed') }),
      },
    });
    print(answer, () => `Changed source ${answer.id}: ${answer.repo}@${answer.branch}:${answer.glob}`);
  },
};
