import { createCipheriv, createDecipheriv } from 'node:crypto';
import type { Server } from '../server.ts';

type Sealing = Pick<Server, 'secrets' | 'random'>;

const key = ({ secrets }: Pick<Server, 'secrets'>): Uint8Array => secrets.derive('webhooks');

/** A new secret: `lwhs_` and 64 hex digits. */
export const newSecret = ({ random }: Sealing): string => `lwhs_${Buffer.from(random(32)).toString('hex')}`;

/**
 * Encrypts a secret for the row of its webhook (AES-256-GCM, bound to the webhook's id), since it has to be read
 * again to sign.
 */
export const sealSecret = (server: Sealing, webhook: number, secret: string): string => {
  const nonce = server.random(12);
  const cipher = createCipheriv('aes-256-gcm', key(server), nonce).setAAD(Buffer.from(String(webhook)));
  const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64');
};

/** Throws when the text was not sealed for this webhook by this data folder. */
export const openSecret = (server: Pick<Server, 'secrets'>, webhook: number, sealed: string): string => {
  const bytes = Buffer.from(sealed, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', key(server), bytes.subarray(0, 12), { authTagLength: 16 })
    .setAAD(Buffer.from(String(webhook)))
    .setAuthTag(bytes.subarray(12, 28));
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
};
