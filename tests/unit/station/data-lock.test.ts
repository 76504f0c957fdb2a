import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lockDataFolder } from '../../../src/main/log/data-lock.ts';

const LOCK_MODULE = join(import.meta.dirname, '../../../src/main/log/data-lock.ts');
const freshFolder = (): string => mkdtempSync(join(tmpdir(), 'pitchline-lock-'));

/** Another process that holds the lock until it is killed. */
async function otherOwner(folder: string): Promise<{ kill(): Promise<void> }> {
  const code = `const { lockDataFolder } = await import(${JSON.stringify(LOCK_MODULE)}); lockDataFolder(${JSON.stringify(folder)}); console.log('held'); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return {
    kill: async () => {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

describe('lockDataFolder', () => {
  it('makes the folder and can be taken again once released', () => {
    const folder = join(freshFolder(), 'deep', 'data');
    lockDataFolder(folder).release();
    lockDataFolder(folder).release();
  });

  it('is refused while another process holds it, and free at once when that is killed', async () => {
    const folder = freshFolder();
    const owner = await otherOwner(folder);
    expect(() => lockDataFolder(folder)).toThrow(
      expect.objectContaining({ code: 'DATA_FOLDER_IN_USE' }),
    );
    await owner.kill();
    lockDataFolder(folder).release();
  });

  it('says so when the folder cannot be made', () => {
    const file = join(freshFolder(), 'a-file');
    writeFileSync(file, '');
    expect(() => lockDataFolder(join(file, 'data'))).toThrow(
      expect.objectContaining({ code: 'DATA_FOLDER_NOT_WRITABLE' }),
    );
  });
});
