import { type CliCommand, text } from '../command.ts';
import { keyText } from '../key-text.ts';
import { oneOf } from '../one-of.ts';
import { readNumber } from '../read-number.ts';

export const createKey: CliCommand = {
  name: 'create key',
  summary: 'Make a token or an S3 key pair; its secret is told once',
  examples: ['create key --title laptop', 'create key --kind s3 --title training --days 30'],
  options: [
    ['--kind <kind>', 'token, s3, or personal (a refresh token of Label Studio’s SDK)', 'token'],
    ['--title <title>', 'what it is for'],
    ['--days <n>', 'how long it is good (default: until it is revoked)'],
  ],
  async run({ client, print }, _args, options) {
    const days = text(options, 'days');
    const key = await client.accounts.createKey({
      body: {
        kind: oneOf(['token', 's3', 'personal'], text(options, 'kind') ?? 'token', '--kind'),
        title: text(options, 'title') ?? '',
        expiresInSeconds: days === undefined ? null : readNumber(days, '--days') * 86_400,
      },
    });
    print(key, keyText);
  },
};
