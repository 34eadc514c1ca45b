import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';

/** Who holds a data folder. `processStart` tells a process from a later one that got the same number. */
export type Holder = {
  readonly pid: number;
  readonly processStart: string;
  readonly host: string;
  readonly since: string;
};

/** Names this process as the holder. */
export const writeHolder = (file: string): void => {
  const { pid } = process;
  const holder: Holder = {
    pid,
    processStart: processStart(pid) ?? '',
    host: hostname(),
    since: new Date().toISOString(),
  };
  const partial = `${file}.${pid}`;
  writeFileSync(partial, `${JSON.stringify(holder)}\n`, { mode: 0o600 });
  renameSync(partial, file);
};

/** Reads the name; undefined when there is none. It means something only while the lock is held. */
export const readHolder = (file: string): Holder | undefined => {
  try {
    const { pid, processStart, host, since } = JSON.parse(readFileSync(file, 'utf8')) as Partial<Holder>;
    if (!Number.isInteger(pid) || (pid as number) <= 1) return undefined;
    return {
      pid: pid as number,
      processStart: String(processStart),
      host: String(host),
      since: String(since),
    };
  } catch {
    return undefined;
  }
};

/** Whether exactly that process runs on this machine, not another one under its number. */
export const isRunning = ({ pid, processStart: start, host }: Holder): boolean =>
  host === hostname() && start !== '' && processStart(pid) === start;

/** When a process was started, in the system's own words; undefined when it is not there. */
const processStart = (pid: number): string | undefined => {
  try {
    if (!existsSync('/proc/self/stat')) {
      return (
        execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined
      );
    }
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // the second field is the command in brackets and may hold anything; the start time is field 22
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
};
