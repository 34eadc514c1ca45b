import { queryBuilder } from '../../db/query-builder.ts';
import type { Role } from '../../shared/contract/op.ts';

/** Times are milliseconds since 1970; ids are uids; `number` is Label Studio's integer for the same row. */
export type AccountTables = {
  account: {
    id: string;
    number: number;
    email: string;
    name: string;
    /** As `hashPassword` makes it; null when only tokens open the account. */
    password: string | null;
    created: number;
    updated: number;
  };
  organisation: { id: string; number: number; name: string; created: number; created_by: string };
  membership: {
    account: string;
    organisation: string;
    role: Role;
    active: number;
    joined: number;
  };
  session: {
    /** SHA-256 of the cookie's value, in hex. */
    hash: string;
    account: string;
    organisation: string;
    created: number;
    expires: number;
  };
  access_key: {
    id: string;
    account: string;
    organisation: string;
    kind: KeyKind;
    title: string;
    /** SHA-256 of a token, in hex; null for S3 pairs, whose secret derives from the server's. */
    hash: string | null;
    access_key_id: string | null;
    /** Grows with every rotation; part of what the secret derives from. */
    generation: number;
    hint: string;
    created: number;
    expires: number | null;
    last_used: number | null;
    revoked: number | null;
  };
  invitation: {
    id: string;
    organisation: string;
    hash: string;
    role: Role;
    email: string | null;
    project: string | null;
    created: number;
    created_by: string;
    expires: number;
    used: number | null;
    revoked: number | null;
  };
  server_secret: { name: string; value: string };
};

export type KeyKind = 'token' | 's3' | 'personal';

export const accountQueries = queryBuilder<AccountTables>();
