import type { IncomingMessage } from 'node:http';
import type { Actor } from '../../actor.ts';
import type { S3Store } from './s3-store.ts';

/** Who an access key is, or why it is nobody. */
export type S3Identity =
  | {
      readonly secret: string;
      readonly actor: Actor;
      /** The access key is a token itself: in a query it then only reads. */
      readonly rawToken: boolean;
    }
  | { readonly refused: 'unknown' | 'revoked' | 'expired' };

/** What the composition root gives the S3 face. */
export type S3Context = {
  /** Looks an access key up. With `authOff` it answers the first account for any key, and the secret is not looked at. */
  readonly authenticate: (accessKeyId: string) => Promise<S3Identity>;
  readonly authOff: boolean;
  readonly store: S3Store;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly random: (bytes: number) => Uint8Array;
  /** The hosts a request may have been signed for: its Host, and what a trusted proxy forwards. */
  readonly hosts: (request: IncomingMessage) => readonly string[];
  /** Told about what broke here (never about refusals); the answer carries the same id. */
  readonly onError: (error: unknown, requestId: string) => void;
};
