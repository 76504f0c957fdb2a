import { describe, expect, it } from 'vitest';
import { freshFolder, jsonLines, pitchline, serve } from '../../support/cli.ts';

const data = freshFolder();

const run = async (...args: readonly string[]) => {
  const ended = await pitchline([...args, '--json'], { data });
  return { ...ended, lines: jsonLines(ended.stdout) };
};

describe('settings', () => {
  it('are shown and changed one by one, each change with who made it in the audit trail', async () => {
    expect((await run('settings', 'show')).lines[0]).toMatchObject({
      backup: { at: '02:00', kept: 7 },
      logFloor: 0.1,
    });
    const changed = await run('settings', 'set', 'retention.ok.days', '30');
    expect(changed).toMatchObject({
      status: 0,
      lines: [{ name: 'retention.ok.days', value: 30 }],
    });
    // A word that is no JSON.
    expect((await run('settings', 'set', 'backup.at', '03:30')).status).toBe(0);
    const plain = await pitchline(['settings', 'show', 'backup'], { data });
    expect(plain.stdout).toBe('backup.at = "03:30"\nbackup.kept = 7\n');
    expect((await run('settings', 'show', 'retention.ok')).lines).toEqual([
      { name: 'retention.ok', value: { days: 30, bytes: null } },
    ]);
    expect((await run('log', 'verify')).lines[0]).toMatchObject({ ok: true });
  }, 120_000);

  it.each([
    ['retention.ok.days', '-1', 'retention.ok.days'],
    ['retention.ok.day', '3', 'there are: days, bytes'],
    ['constructor', '1', 'There is no setting "constructor"'],
    ['freeSpace.stopBytes', '3000000000', 'must not be over warnBytes'],
    ['signInNeeded', 'true', 'Add an administrator first'],
  ])(
    'are refused with exit status 1 and change nothing: %s = %s',
    async (name, value, message) => {
      const before = (await run('settings', 'show')).stdout;
      const { status, lines } = await run('settings', 'set', name, value);
      expect(status).toBe(1);
      expect(lines).toEqual([
        { error: { code: 'SETTINGS_INVALID', message: expect.stringContaining(message) } },
      ]);
      expect((await run('settings', 'show')).stdout).toBe(before);
    },
    60_000,
  );

  it('and imports of recipes say what to do instead while the station runs', async () => {
    const station = await serve(data);
    try {
      for (const args of [
        ['settings', 'set', 'logFloor', '0.2'],
        ['recipes', 'import', 'any.json'],
      ]) {
        const { status, lines } = await run(...args);
        expect(status).toBe(3);
        expect(lines).toEqual([
          {
            error: {
              code: 'DATA_FOLDER_IN_USE',
              message: expect.stringMatching(/on its page or by its API.*close it first/u),
            },
          },
        ]);
      }
    } finally {
      await station.stop();
    }
  }, 120_000);
});
