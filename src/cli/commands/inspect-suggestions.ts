import type { CliCommand } from '../command.ts';
import { suggestionsText } from '../suggestions-text.ts';

export const inspectSuggestions: CliCommand = {
  name: 'inspect suggestions',
  args: '<project>',
  summary: 'The model that suggests labels, its last run, and why nothing happens',
  examples: ['inspect suggestions 1'],
  async run({ client, print }, args) {
    print(await client.pipelines.suggestions({ params: { id: args[0] as string } }), suggestionsText);
  },
};
