import { readFile } from 'node:fs/promises';

/** Of one process, in MB; NaN where the system does not tell (only Linux does). */
export async function residentMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Math.round(Number(/VmRSS:\s*(\d+) kB/.exec(status)?.[1] ?? Number.NaN) / 1024);
}
