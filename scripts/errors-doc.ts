import { errorTable } from '../src/shared/errors/error-table.ts';

/** The text of docs/errors.md. */
export const errorsDoc = (): string => {
  const rows = Object.entries(errorTable)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, { status, text }]) => `| \`${code}\` | ${status} | ${text.replaceAll('|', '\\|')} |`);
  return [
    '# Errors',
    '',
    'Every error of the API carries a `code` of this table and a `detail` made from its text; `{name}` stands for what',
    'the answer carries beside them. The command line prints `error CODE: text` and exits with 1.',
    'Written by `node --import tsx scripts/generate-docs.ts`; a test holds it against the code.',
    '',
    '| code | status | text |',
    '|---|---|---|',
    ...rows,
    '',
  ].join('\n');
};
