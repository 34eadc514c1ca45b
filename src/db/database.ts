import type { Compilable, CompiledQuery } from 'kysely';
import type { Template } from './compile-template.ts';

/** What a column holds. Booleans are 0 and 1; times are milliseconds since 1970; JSON is text. */
export type SqlValue = string | number | bigint | Uint8Array | null;

/**
 * One compiled statement of a plan. `expect` is the guard: the number of rows it must change (or return,
 * for a `returning`/`select` statement); when it does not, the whole plan is rolled back alone.
 */
export type Statement = {
  readonly sql: string;
  readonly parameters: readonly SqlValue[];
  readonly expect?: number;
};

/** A mutation as data: all of it happens, synced to disk, or nothing does. */
export type Plan = readonly Statement[];

/** `changes` is the number of rows changed, or returned by a statement that returns rows. */
export type StatementResult = {
  readonly changes: number;
  readonly rows: readonly Readonly<Record<string, SqlValue>>[];
};

/** A query built with kysely: a builder, what it compiled, or what `compileTemplate` made of a `sql` template. */
export type Query<Row> = Compilable<Row> | CompiledQuery<Row> | Template<Row>;

/** Thrown by `write` when a guard missed; `mutate` catches it and runs the use case again. */
export class GuardMissed extends Error {
  readonly statement: number;
  constructor(statement: number) {
    super(`statement ${statement} of the plan did not change what it must`);
    this.name = 'GuardMissed';
    this.statement = statement;
  }
}

/**
 * The database as every layer sees it: reads go to a reader thread, plans to the one writer, which takes
 * all waiting plans into one transaction and answers after its sync. Two implementations (threads, and
 * inline for tests and tools) pass the same suite, `database.suite.ts`.
 */
export type Database = {
  /** Runs one query on a reader; sees everything whose `write` was answered before. */
  read<Row>(query: Query<Row>): Promise<Row[]>;
  /**
   * The same for a look-up by a whole key: a row or few, by index, nothing large. It runs on the caller's own
   * thread, where it takes some 10 µs; a message to a reader and back costs several times that (decision 0001).
   * The rows may be those of an earlier call, when nobody committed in between (decision 0004).
   */
  lookup<Row>(query: Query<Row>): Promise<readonly Readonly<Row>[]>;
  /**
   * Runs a plan. Throws GuardMissed when one of its guards missed, an AppError `storage.full` when the disk
   * is full, and a DatabaseError with SQLite's code when it was refused (`SQLITE_CONSTRAINT_UNIQUE`).
   */
  write(plan: Plan): Promise<readonly StatementResult[]>;
  /** Copies the whole database to a file while it is in use. */
  backup(file: string): Promise<void>;
  /** Waits for what is under way, then closes. */
  close(): Promise<void>;
};

/** A query built with kysely, as a statement of a plan. */
export const statement = (query: Query<unknown>, expect?: number): Statement => {
  const { sql, parameters } = 'compile' in query ? query.compile() : query;
  return { sql, parameters: parameters as SqlValue[], ...(expect === undefined ? {} : { expect }) };
};
