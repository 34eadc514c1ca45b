import { createHmac } from 'node:crypto';
import { type Database, type Statement, statement } from '../../db/database.ts';
import { accountQueries as q } from './tables.ts';

/** Keys for each use, derived from the one secret of a data folder. */
export type Secrets = {
  /** Signs Label Studio's personal tokens. */
  readonly jwt: Uint8Array;
  /** The secret half of an S3 pair. */
  s3(accessKeyId: string, generation: number): string;
  /** A 32-byte key for another use; equal names give equal keys. */
  derive(use: string): Uint8Array;
};

/**
 * The secret of the data folder, made at the first start. It lies in the database (mode 0600), so that a backup
 * of the folder keeps S3 pairs and personal tokens working.
 */
export const openSecrets = async (
  db: Pick<Database, 'read' | 'write'>,
  random: (size: number) => Uint8Array,
): Promise<Secrets> => {
  const value = Buffer.from(random(32)).toString('hex');
  const insert: Statement = statement(
    q
      .insertInto('server_secret')
      .values({ name: 'root', value })
      .onConflict((c) => c.doNothing()),
  );
  await db.write([insert]);
  const [row] = await db.read(q.selectFrom('server_secret').select('value').where('name', '=', 'root'));
  if (!row) throw new Error('the server secret was not kept');
  return deriveSecrets(Buffer.from(row.value, 'hex'));
};

export const deriveSecrets = (root: Uint8Array): Secrets => {
  const derive = (use: string): Buffer => createHmac('sha256', root).update(use).digest();
  const s3 = derive('s3');
  return {
    jwt: derive('jwt'),
    s3: (accessKeyId, generation) =>
      createHmac('sha256', s3).update(`${accessKeyId}:${generation}`).digest('hex').slice(0, 40),
    derive,
  };
};
