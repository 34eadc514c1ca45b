import type { Commit } from '../shared/contract/repos.ts';
import type { Column } from './command.ts';

const who = (commit: Commit): string =>
  commit.authors.map((author) => author.name).join(', ') || commit.madeBy.type;

export const commitColumns: readonly Column<Commit>[] = [
  { title: 'COMMIT', text: (commit) => commit.id },
  { title: 'TIME', text: (commit) => commit.time },
  { title: 'BY', text: who },
  { title: 'MESSAGE', text: (commit) => commit.message.split('\n')[0] ?? '' },
];

/** A whole commit, for people. */
export const commitText = (commit: Commit): string =>
  [
    `commit      ${commit.id}`,
    `data id     ${commit.dataId}`,
    `parents     ${commit.parents.join(' ') || '-'}`,
    `time        ${commit.time}`,
    `by          ${commit.authors.map((author) => `${author.name} (${author.changes})`).join(', ') || '-'}`,
    ...commit.provenance.map((edge) => `made from   ${edge.repo}@${edge.commit}`),
    ...(commit.message === '' ? [] : ['', ...commit.message.split('\n').map((line) => `    ${line}`)]),
  ].join('\n');
