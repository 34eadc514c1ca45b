import { auditKinds } from '../../shared/audit-kinds.ts';
import { type CliCommand, text } from '../command.ts';
import { findMember } from '../find-member.ts';
import { oneOf } from '../one-of.ts';
import { pages } from '../pages.ts';

export const listAudit: CliCommand = {
  name: 'list audit',
  args: '<project>',
  summary: 'Who did what in a project, newest first',
  examples: ['list audit 1', 'list audit 1 --kind labels.committed --by ada@example.org'],
  options: [
    ['--kind <kind>', auditKinds.join(', ')],
    ['--by <email>', 'only what this person did'],
  ],
  async run({ client, printList }, args, options) {
    const id = args[0] as string;
    const kind = text(options, 'kind');
    const by = text(options, 'by');
    const query = {
      ...(kind === undefined ? {} : { kind: oneOf(auditKinds, kind, '--kind') }),
      ...(by === undefined ? {} : { account: (await findMember(client, by)).id }),
    };
    await printList(
      pages((cursor) => client.projects.audit({ params: { id }, query: { ...query, cursor } })),
      [
        { title: 'TIME', text: (act) => act.at },
        { title: 'BY', text: (act) => act.by.name },
        { title: 'ACT', text: (act) => act.kind },
        { title: 'TASK', text: (act) => act.taskId ?? '-' },
        { title: 'UNDO', text: (act) => (act.undo === 'open' ? act.id : (act.undo ?? '-')) },
        {
          title: 'DETAIL',
          text: (act) => (Object.keys(act.detail).length === 0 ? '' : JSON.stringify(act.detail)),
        },
      ],
    );
  },
};
