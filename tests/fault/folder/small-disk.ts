import { spawnSync } from 'node:child_process';
import { freshFolder } from '../../support/cli.ts';

export interface SmallDisk {
  readonly path: string;
  readOnly(yes: boolean): void;
  unmount(): void;
}

/** A disk of its own in memory; null (and a line that says so) where this process may not mount one. */
export function mountSmallDisk(megabytes: number): SmallDisk | null {
  const path = freshFolder('disk');
  const mount = (...options: readonly string[]): boolean =>
    spawnSync('mount', ['-t', 'tmpfs', '-o', options.join(), 'tmpfs', path]).status === 0;
  if (!mount(`size=${megabytes}m`)) {
    process.stdout.write('No disk of its own can be mounted here: that takes root on Linux.\n');
    return null;
  }
  return {
    path,
    readOnly: (yes) => {
      if (!mount('remount', yes ? 'ro' : 'rw')) throw new Error('The disk cannot be remounted.');
    },
    unmount: () => {
      spawnSync('umount', ['-l', path]);
    },
  };
}
