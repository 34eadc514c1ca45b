import { type CliCommand, text } from '../command.ts';
import { CliUsage } from '../exit.ts';
import { suggestionsText } from '../suggestions-text.ts';
import { readNumber } from '../read-number.ts';

export const updateSuggestions: CliCommand = {
  name: 'update suggestions',
  args: '<project>',
  summary: 'Turn suggestions on or off, and say when a model trains anew',
  examples: ['update suggestions 1 --on --labels 20 --seconds 60', 'update suggestions 1 --off'],
  options: [
    ['--on', 'a model trains on every label commit'],
    ['--off', 'none does'],
    ['--labels <n>', 'after so many changed tasks'],
    ['--seconds <n>', 'or after so much quiet'],
  ],
  async run({ client, print }, args, options) {
    const id = args[0] as string;
    const on = options['on'] === true;
    if (on && options['off'] === true) throw new CliUsage('--on or --off');
    const labels = text(options, 'labels');
    const seconds = text(options, 'seconds');
    const before = await client.pipelines.suggestions({ params: { id } });
    const answer = await client.pipelines.setSuggestions({
      params: { id },
      body: {
        enabled: on || (before.enabled && options['off'] !== true),
        ...(labels === undefined ? {} : { labels: readNumber(labels, '--labels') }),
        ...(seconds === undefined ? {} : { seconds: readNumber(seconds, '--seconds') }),
      },
    });
    print(answer, suggestionsText);
  },
};
