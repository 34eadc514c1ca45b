import { type Database, GuardMissed, statement } from '../../db/database.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import { hashPassword } from './hash-password.ts';
import { accountQueries as q } from './tables.ts';

export type ResetPassword = {
  readonly db: Pick<Database, 'write'>;
  readonly random: (size: number) => Uint8Array;
  readonly clock: () => number;
  readonly email: string;
  /** Made up when absent. */
  readonly password?: string;
};

/**
 * Sets an account's password and ends all its sessions; answers the password. For whoever holds the data folder:
 * it asks for no rights. Error: account.not_found.
 */
export const resetPassword = async (reset: ResetPassword): Promise<string> => {
  const email = reset.email.trim().toLowerCase();
  const plain = reset.password ?? Buffer.from(reset.random(12)).toString('base64url');
  const password = await hashPassword(plain, reset.random);
  const update = q
    .updateTable('account')
    .set({ password, updated: reset.clock() })
    .where('email', '=', email);
  const sessions = q
    .deleteFrom('session')
    .where('account', 'in', q.selectFrom('account').select('id').where('email', '=', email));
  try {
    await reset.db.write([statement(update, 1), statement(sessions)]);
  } catch (error) {
    if (error instanceof GuardMissed) throw new AppError('account.not_found', { id: email });
    throw error;
  }
  return plain;
};
