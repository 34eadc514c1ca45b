import { type CliCommand, text } from '../command.ts';
import { readDecision } from '../read-decision.ts';

export const reviewAnnotation: CliCommand = {
  name: 'review annotation',
  args: '<project> <annotation> <decision>',
  summary: 'accept or reject an annotation, or reset: take the decision back',
  examples: ['review annotation 1 40 accept', 'review annotation 1 40 reject -m "The box is too wide"'],
  options: [['-m, --message <text>', 'why; the author sees it']],
  async run({ client, print }, args, options) {
    const [id, annotation, given] = args as [string, string, string];
    const { decision, said } = readDecision(given);
    const answer = await client.projects.review({
      params: { id, annotation },
      body: { decision, comment: text(options, 'message') ?? '' },
    });
    print(answer, () => `Annotation ${answer.id} ${said}`);
  },
};
