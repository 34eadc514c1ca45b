import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '../../db/open-database.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import { programVersion } from '../../shared/program-version.ts';
import { resetPassword } from '../accounts/reset-password.ts';
import { allMigrations } from '../migrations.ts';
import type { MaintenanceCommand } from './maintenance-command.ts';

/**
 * `reset-password EMAIL`: writes into the data folder's database, also while a server runs on it (SQLite lets
 * several processes write; the folder's lock only keeps a second server out). The account's sessions end.
 */
export const resetPasswordCommand: MaintenanceCommand = {
  name: 'reset-password',
  async run({ dataDir, args, raw, print }) {
    const [email] = args;
    if (!email) throw new AppError('request.invalid', { reason: 'give the e-mail of the account' });
    const file = join(dataDir, 'labelwright.sqlite');
    if (!existsSync(file)) throw new AppError('data.none', { folder: dataDir });
    const db = await openDatabase({
      file,
      migrations: allMigrations,
      program: programVersion,
      threads: false,
    });
    try {
      const password = await resetPassword({ db, random: randomBytes, clock: Date.now, email });
      print(raw ? JSON.stringify({ email, password }) : password);
    } finally {
      await db.close();
    }
    return 0;
  },
};
