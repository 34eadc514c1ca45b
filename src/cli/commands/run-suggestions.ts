import type { CliCommand } from '../command.ts';
import { suggestionsText } from '../suggestions-text.ts';

export const runSuggestions: CliCommand = {
  name: 'run suggestions',
  args: '<project>',
  summary: 'Train on the labels that are committed, and predict, now',
  examples: ['run suggestions 1'],
  async run({ client, print }, args) {
    print(await client.pipelines.retrain({ params: { id: args[0] as string } }), suggestionsText);
  },
};
