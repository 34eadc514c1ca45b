import type { Key } from '../shared/contract/accounts.ts';

/** A key with its secret, for people. */
export const keyText = (key: Key & { readonly secret: string }): string =>
  [
    `id      ${key.id}`,
    ...(key.accessKeyId === null ? [] : [`key     ${key.accessKeyId}`]),
    `secret  ${key.secret}`,
    'The secret is not shown again.',
  ].join('\n');
