import { type CliCommand, text } from '../command.ts';
import { CliRefused } from '../exit.ts';
import { readDecision } from '../read-decision.ts';
import { plural } from '../../shared/plural.ts';

/** Each annotation as it was read: one that somebody changes meanwhile is refused, not accepted unseen. */
export const reviewTask: CliCommand = {
  name: 'review task',
  args: '<project> <task> <decision>',
  summary: 'accept or reject all annotations of a task, or reset: take the decisions back',
  examples: ['review task 1 12 accept', 'review task 1 12 reject -m "Two people are missing"'],
  options: [['-m, --message <text>', 'why; the authors see it']],
  async run({ client, printList, note }, args, options) {
    const [id, task, given] = args as [string, string, string];
    const { decision, said } = readDecision(given);
    const { annotations } = await client.projects.getTask({ params: { id, task } });
    if (annotations.length === 0)
      throw new CliRefused('annotation.not_found', `task ${task} has no annotations yet`);
    const reviewed = [];
    for (const { id: annotation, version } of annotations)
      reviewed.push(
        await client.projects.review({
          params: { id, annotation },
          body: { decision, comment: text(options, 'message') ?? '', ifVersion: version },
        }),
      );
    note(`${plural(reviewed.length, 'annotation')} ${said}`);
    await printList(reviewed, [
      { title: 'ANNOTATION', text: (made) => made.id },
      { title: 'BY', text: (made) => made.author.name },
      { title: 'REVIEW', text: (made) => made.review?.decision ?? '-' },
    ]);
  },
};
