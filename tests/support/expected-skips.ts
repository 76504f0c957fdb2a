import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sharedFolder } from './shared-pictures.ts';

/** What a machine may lack; each is looked at, so that a skip for another reason is not excused by it. */
export type Lack = 'photographs' | 'mount' | 'electron';

export interface ExpectedSkip {
  /** The beginning of `file > name`. */
  readonly test: string;
  readonly why: string;
  readonly lack: Lack;
}

/** The entry that excuses a skipped test on a machine that lacks these; undefined where none does. */
export function excuseOf(
  name: string,
  expected: readonly ExpectedSkip[],
  lacks: (lack: Lack) => boolean,
): ExpectedSkip | undefined {
  return expected.find(({ test, lack }) => name.startsWith(test) && lacks(lack));
}

/** What this machine lacks. */
export function isLacking(lack: Lack): boolean {
  switch (lack) {
    case 'photographs':
      return !existsSync(join(sharedFolder(), 'real'));
    case 'mount':
      return !mayMount();
    case 'electron':
      return !existsSync(join(import.meta.dirname, '../../node_modules/electron/dist'));
  }
}

/** Whether this process has CAP_SYS_ADMIN, as root has it outside of most containers. */
function mayMount(): boolean {
  const CAP_SYS_ADMIN = 21n;
  try {
    const status = readFileSync('/proc/self/status', 'utf8');
    const effective = /^CapEff:\s*([0-9a-f]+)$/m.exec(status)?.[1] ?? '0';
    return ((BigInt(`0x${effective}`) >> CAP_SYS_ADMIN) & 1n) === 1n;
  } catch {
    // Not Linux.
    return false;
  }
}
