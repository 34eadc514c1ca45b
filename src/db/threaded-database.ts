import { sendable } from './bind.ts';
import { type Query, type Statement, type StatementResult, statement } from './database.ts';
import type { DriverName } from './load-driver.ts';
import type { OpenedDatabase } from './opened-database.ts';
import { openSqlite } from './open-sqlite.ts';
import { readHere } from './read-here.ts';
import { startThread, type Thread } from './start-thread.ts';
import type { ThreadCall } from './thread-messages.ts';
import type { WriteCounts } from './write-plans.ts';

/** The database in worker threads: one writer, several readers, none of whose work blocks the caller. */
export const threadedDatabase = async (
  file: string,
  driver: DriverName,
  readerCount: number,
): Promise<OpenedDatabase> => {
  // the writer first: it makes the file a WAL, and readers need one to open
  const writer = await startThread({ file, driver, role: 'writer' });
  const readers = await Promise.all(
    Array.from({ length: readerCount }, () => startThread({ file, driver, role: 'reader' })),
  );
  const connection = openSqlite({ file, role: 'reader', driver });
  const here = readHere(connection);
  const backups = new Set<Promise<unknown>>();
  let closing: Promise<void> | undefined;

  const refuseClosed = (): void => {
    if (closing) throw new Error('the database is closed');
  };
  const idlest = (): Thread =>
    readers.reduce((best, reader) => (reader.waiting() < best.waiting() ? reader : best));
  const answered = async (thread: Thread, call: ThreadCall): Promise<unknown> => {
    refuseClosed();
    try {
      return await thread.call(call);
    } finally {
      here.look();
    }
  };
  const backup = async (target: string): Promise<void> => {
    // a thread of its own: a copy takes as long as the database is large
    const reader = await startThread({ file, driver, role: 'reader' });
    try {
      await reader.call({ type: 'backup', file: target });
    } finally {
      await reader.close();
    }
  };

  return {
    driver,
    async counts() {
      return (await answered(writer, { type: 'counts' })) as WriteCounts;
    },
    async read<Row>(query: Query<Row>) {
      return (await answered(idlest(), { type: 'read', statement: packed(statement(query)) })) as Row[];
    },
    async lookup<Row>(query: Query<Row>) {
      refuseClosed();
      return here.lookup(query);
    },
    async write(plan) {
      return (await answered(writer, {
        type: 'write',
        plan: plan.map(packed),
      })) as readonly StatementResult[];
    },
    async backup(target) {
      refuseClosed();
      const running = backup(target);
      const settled = running.catch(() => undefined);
      backups.add(settled);
      await running.finally(() => backups.delete(settled));
    },
    close() {
      closing ??= (async () => {
        await Promise.all(backups);
        await Promise.all(readers.map((reader) => reader.close()));
        here.look();
        connection.close();
        // last, so that its close folds the write-ahead log into the file
        await writer.close();
      })();
      return closing;
    },
  };
};

const packed = ({ sql, parameters, expect }: Statement): Statement => ({
  sql,
  parameters: parameters.map(sendable),
  expect,
});
