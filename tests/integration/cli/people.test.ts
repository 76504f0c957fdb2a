import { rm } from 'node:fs/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { type Ended, freshFolder, jsonLines, pitchline, serve } from '../../support/cli.ts';

const data = freshFolder('people');
afterAll(() => rm(data, { recursive: true, force: true }));

function people(args: readonly string[], input?: string): Promise<Ended> {
  return pitchline(['people', ...args, '--json'], {
    data,
    ...(input === undefined ? {} : { input }),
  });
}

function errorOf({ stdout }: Ended): unknown {
  return (jsonLines(stdout)[0] as { error?: { code?: string } }).error?.code;
}

const administrator = ['add', 'Anna Berg', '--role', 'administrator', '--pin-stdin'];

/** Each command is a process of its own, and this machine may be busy. */
const PATIENCE_MS = 120_000;

describe('people', { timeout: PATIENCE_MS }, () => {
  it('are added with a secret that is never printed, or refused with the exit status that fits', async () => {
    const short = await people(administrator, '4711\n');
    expect([short.status, errorOf(short)]).toEqual([1, 'SECRET_TOO_SHORT']);
    const none = await people(administrator);
    expect([none.status, errorOf(none)]).toEqual([2, 'BAD_REQUEST']);
    const untyped = await people(administrator.slice(0, -1), 'correct horse\n');
    expect([untyped.status, errorOf(untyped)]).toEqual([2, 'USAGE']);
    const added = await people(administrator, 'correct horse\n');
    expect(jsonLines(added.stdout)).toMatchObject([{ name: 'Anna Berg', role: 'administrator' }]);
    expect(added.stdout + added.stderr).not.toContain('correct horse');
  });

  it('sign in at the station that is started then, whose folder the command leaves alone', async () => {
    await people(['add', 'Ben', '--role', 'operator', '--pin-stdin'], '4711\r\n');
    await people(['set-role', 'ben', '--role', 'engineer', '--pin-stdin'], '471147\n');
    const station = await serve(data);
    try {
      const busy = await people(['list']);
      expect([busy.status, errorOf(busy)]).toEqual([3, 'DATA_FOLDER_IN_USE']);
      const signIn = (secret: string): Promise<Response> =>
        fetch(`${station.address}/api/v1/session`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ name: 'Ben', secret }),
        });
      expect((await signIn('4711')).status).toBe(401);
      const signedIn = await signIn('471147');
      expect(await signedIn.json()).toMatchObject({ person: { name: 'Ben', role: 'engineer' } });
      const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
      const audit = await fetch(
        `${station.address}/api/v1/audit?kind=person.added,person.changed`,
        {
          headers: { cookie },
        },
      );
      const { entries } = (await audit.json()) as {
        entries: { kind: string; actor: { via: string }; payload: unknown }[];
      };
      expect(entries.map(({ kind, actor }) => `${kind} ${actor.via}`)).toEqual([
        'person.changed command',
        'person.added command',
        'person.added command',
      ]);
      expect(entries[0]?.payload).toMatchObject({
        ...{ name: 'Ben', secret: true, role: { before: 'operator', after: 'engineer' } },
      });
    } finally {
      expect(await station.stop()).toBe(0);
    }
    expect(errorOf(await people(['remove', 'Anna Berg']))).toBe('LAST_ADMINISTRATOR');
  });
});
