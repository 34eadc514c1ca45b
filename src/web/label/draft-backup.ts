import type { Backup } from './draft-keeper.ts';

const keyOf = (account: string, project: string, task: string) => `lw-draft:${account}:${project}:${task}`;

/** This browser's copy of a task's unfinished work; a full or forbidden storage is not an error, only no copy. */
export const draftBackup = (account: string, project: string, task: string) => {
  const key = keyOf(account, project, task);
  return {
    read: (): Backup | null => {
      try {
        const text = localStorage.getItem(key);
        const value = text ? (JSON.parse(text) as Partial<Backup>) : null;
        return value && Array.isArray(value.result) && typeof value.time === 'string'
          ? (value as Backup)
          : null;
      } catch {
        return null;
      }
    },
    write: (backup: Backup): void => {
      try {
        localStorage.setItem(key, JSON.stringify(backup));
      } catch {
        // the server's copy follows in half a second
      }
    },
    clear: (): void => {
      try {
        localStorage.removeItem(key);
      } catch {
        // nothing was kept
      }
    },
  };
};
