import { type CliCommand, text } from '../command.ts';
import { apiErrorOf, createClient } from '../../client/create-client.ts';
import { CliUsage } from '../exit.ts';
import { writeSettings } from '../settings.ts';

/** Asks for what is missing: the address from the flag, the token from the flag or from standard input. */
export const authLogin: CliCommand = {
  name: 'auth login',
  summary: 'Keep an address and a token in ~/.labelwright/config.json',
  examples: [
    'auth login --url http://127.0.0.1:8080 --email ada@example.org --password secret',
    'auth login --url https://labels.example.org --token 8f14…',
  ],
  options: [
    ['--url <url>', 'the server'],
    ['--token <token>', 'a token; make one under Account, Tokens (left out: read from standard input)'],
    ['--email <email>', 'sign in with e-mail and --password, and make a token'],
    ['--password <password>', 'the password for --email'],
  ],
  async run({ url, print }, _args, options) {
    const address = (text(options, 'url') ?? url).replace(/\/+$/, '');
    const email = text(options, 'email');
    const token =
      email === undefined
        ? (text(options, 'token') ?? (await readLine()))
        : await makeToken(address, email, text(options, 'password') ?? '');
    const account = await createClient({ url: address, token }).accounts.me();
    const file = writeSettings({ url: address, token });
    print(
      account,
      () =>
        `Signed in to ${address} as ${account.email} (${account.role} of ${account.organisation.name}); kept in ${file}`,
    );
  },
};

const readLine = async (): Promise<string> => {
  if (process.stdin.isTTY) process.stderr.write('Token: ');
  let input = '';
  for await (const chunk of process.stdin) {
    input += String(chunk);
    if (input.includes('\n')) break;
  }
  const token = input.trim();
  if (token === '') throw new CliUsage('give a token with --token or on standard input');
  return token;
};

const makeToken = async (url: string, email: string, password: string): Promise<string> => {
  const answer = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ email, password }),
  });
  if (!answer.ok) throw await apiErrorOf(answer);
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const key = await createClient({ url, headers: { cookie, origin: url } }).accounts.createKey({
    body: { kind: 'token', title: 'command line' },
  });
  return key.secret;
};
