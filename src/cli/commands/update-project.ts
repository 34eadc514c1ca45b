import { readFile } from 'node:fs/promises';
import { type CliCommand, text, texts } from '../command.ts';
import { changeConfig } from '../change-config.ts';
import { CliUsage } from '../exit.ts';

/** The config changes together with the labels that it concerns; the other settings by themselves, before it. */
export const updateProject: CliCommand = {
  name: 'update project',
  args: '<id>',
  summary: 'Change a project’s settings, or its config together with its labels',
  examples: [
    'update project 1 --title "Mail of June"',
    'update project 1 --config config.xml --preview',
    'update project 1 --config config.xml --map Cat=Animal --map Dog=Animal',
  ],
  options: [
    ['--title <title>', 'its name'],
    ['--description <text>', 'what it is for'],
    ['--instructions <file>', 'what labelers should know, in Markdown'],
    ['--config <file>', 'a labeling config in Label Studio’s XML'],
    [
      '--map <old=new...>',
      'what becomes of a class, control or object that goes: its new name, or another class of the new config; CONTROL:OLD=NEW for a class of one control',
    ],
    ['--preview', 'change nothing, say what --config would change'],
    ['-m, --message <text>', 'the message of the label commit'],
  ],
  async run(context, args, options) {
    const id = args[0] as string;
    const instructions = text(options, 'instructions');
    const settings = {
      title: text(options, 'title'),
      description: text(options, 'description'),
      ...(instructions === undefined ? {} : { instructions: await readFile(instructions, 'utf8') }),
    };
    const config = text(options, 'config');
    const isSetting = Object.values(settings).some((value) => value !== undefined);
    if (!isSetting && config === undefined)
      throw new CliUsage('give --title, --description, --instructions or --config');
    const preview = options['preview'] === true;
    if (preview && (config === undefined || isSetting)) throw new CliUsage('--preview is for --config alone');
    if (isSetting) {
      const project = await context.client.projects.update({ params: { id }, body: settings });
      context.print(project, () => `Changed project ${project.id} (${project.title})`);
    }
    if (config === undefined) return;
    await changeConfig(context, {
      id,
      config: await readFile(config, 'utf8'),
      map: texts(options, 'map'),
      preview,
      message: text(options, 'message'),
    });
  },
};
