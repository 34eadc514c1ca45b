import type { Migration } from '../../db/migration.ts';

/** The tables of accounts, organisations and keys. */
export const accountMigrations: readonly Migration[] = [
  {
    name: '0010-accounts',
    statements: [
      `CREATE TABLE account (
        id text PRIMARY KEY,
        number bigint NOT NULL UNIQUE,
        email text NOT NULL UNIQUE,
        name text NOT NULL,
        password text,
        created bigint NOT NULL,
        updated bigint NOT NULL
      )`,
      `CREATE TABLE organisation (
        id text PRIMARY KEY,
        number bigint NOT NULL UNIQUE,
        name text NOT NULL,
        created bigint NOT NULL,
        created_by text NOT NULL
      )`,
      `CREATE TABLE membership (
        account text NOT NULL REFERENCES account (id),
        organisation text NOT NULL REFERENCES organisation (id),
        role text NOT NULL,
        active integer NOT NULL,
        joined bigint NOT NULL,
        PRIMARY KEY (account, organisation)
      )`,
      'CREATE INDEX membership_organisation ON membership (organisation, joined)',
      `CREATE TABLE session (
        hash text PRIMARY KEY,
        account text NOT NULL REFERENCES account (id),
        organisation text NOT NULL REFERENCES organisation (id),
        created bigint NOT NULL,
        expires bigint NOT NULL
      )`,
      'CREATE INDEX session_account ON session (account)',
      `CREATE TABLE access_key (
        id text PRIMARY KEY,
        account text NOT NULL REFERENCES account (id),
        organisation text NOT NULL REFERENCES organisation (id),
        kind text NOT NULL,
        title text NOT NULL,
        hash text UNIQUE,
        access_key_id text UNIQUE,
        generation integer NOT NULL,
        hint text NOT NULL,
        created bigint NOT NULL,
        expires bigint,
        last_used bigint,
        revoked bigint
      )`,
      'CREATE INDEX access_key_account ON access_key (account, organisation, created)',
      `CREATE TABLE invitation (
        id text PRIMARY KEY,
        organisation text NOT NULL REFERENCES organisation (id),
        hash text NOT NULL UNIQUE,
        role text NOT NULL,
        email text,
        project text,
        created bigint NOT NULL,
        created_by text NOT NULL,
        expires bigint NOT NULL,
        used bigint,
        revoked bigint
      )`,
      'CREATE INDEX invitation_organisation ON invitation (organisation, created)',
      'CREATE TABLE server_secret (name text PRIMARY KEY, value text NOT NULL)',
    ],
  },
];
