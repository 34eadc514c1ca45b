import { readFileSync } from 'node:fs';

const field = (pid: number, name: string): number => {
  const match = new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(match?.[1] ?? Number.NaN) * 1024;
};

/** Resident memory of another process (Linux): `above()` answers its highest above what it was at first, in MB. */
export const watchProcess = (pid: number): { above(): number } => {
  const idle = field(pid, 'VmRSS');
  return { above: () => Math.round((field(pid, 'VmHWM') - idle) / 1e6) };
};
