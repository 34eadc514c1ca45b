import { readFile } from 'node:fs/promises';
import { type CliCommand, text } from '../command.ts';
import { CliUsage } from '../exit.ts';
import { parseBranchRef } from '../file-ref.ts';
import { oneOf } from '../one-of.ts';
import { importMethods, readSource } from '../read-source.ts';

/** `--source raw_data@master:**` names what to label, `--target labeled_data@master` where labels go. */
export const createProject: CliCommand = {
  name: 'create project',
  summary: 'Make a labeling project',
  examples: [
    'create project --title Mail --template text-classification --source "raw_data@master:**" --target labels@master',
    'create project --title Boxes --config config.xml',
  ],
  options: [
    ['--title <title>', 'its name'],
    ['--config <file>', 'a labeling config in Label Studio’s XML'],
    ['--template <id>', 'a ready-made config'],
    ['--source <repo@branch:glob>', 'where its data comes from'],
    ['--import-method <method>', 'files or tasks (default: judged by content)'],
    ['--target <repo@branch>', 'where its labels go'],
    ['--description <text>', 'what it is for'],
    ['--instructions <file>', 'what labelers should know, in Markdown'],
  ],
  async run({ client, print }, _args, options) {
    const title = text(options, 'title');
    if (title === undefined) throw new CliUsage('a project needs a --title');
    const config = text(options, 'config');
    const instructions = text(options, 'instructions');
    const source = text(options, 'source');
    const target = text(options, 'target');
    const project = await client.projects.create({
      body: {
        title,
        description: text(options, 'description'),
        template: text(options, 'template'),
        ...(config === undefined ? {} : { config: await readFile(config, 'utf8') }),
        ...(instructions === undefined ? {} : { instructions: await readFile(instructions, 'utf8') }),
        ...(source === undefined ? {} : { source: sourceOf(source, text(options, 'importMethod')) }),
        ...(target === undefined ? {} : { target: targetOf(target) }),
      },
    });
    print(
      project,
      () =>
        `Made project ${project.id} (${project.title}); labels go to ${project.target.repo}@${project.target.branch}`,
    );
  },
};

const sourceOf = (given: string, method: string | undefined) => ({
  ...readSource(given),
  ...(method === undefined ? {} : { importMethod: oneOf(importMethods, method, '--import-method') }),
});

const targetOf = (given: string) => {
  const { repo, ref } = parseBranchRef(given);
  return { repo, branch: ref };
};
