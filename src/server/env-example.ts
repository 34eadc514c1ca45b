import { type Setting, settings } from './settings.ts';

/** The text of `.env.example`, made from the table of settings; a test holds the file against it. */
export const envExample = (): string =>
  [
    '# Settings of Labelwright. Copy to .env and uncomment what you change; the environment wins over .env.',
    ...Object.values(settings).map((setting: Setting) =>
      [
        '',
        `# ${setting.doc}`,
        ...(setting.aliases ? [`# Also read from: ${setting.aliases.join(', ')}`] : []),
        `# ${setting.name}=${setting.example}`,
      ].join('\n'),
    ),
    '',
  ].join('\n');
