import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AuditRow, auditHash, NO_HASH } from '../../../src/main/log/audit-chain.ts';
import type { StationLog } from '../../../src/main/log/station-log.ts';
import { type LogFolder, logFolder } from '../../support/log/filled-log.ts';

let folder: LogFolder;
let log: StationLog;
const actor = { personId: null, name: 'Ada', via: 'page' } as const;

beforeEach(async () => {
  folder = logFolder();
  log = await folder.open({ now: () => new Date('2026-11-24T10:00:00.123Z') });
});
afterEach(async () => {
  await log.close();
  folder.remove();
});

const rows = (): AuditRow[] =>
  log.database.connection.prepare<[], AuditRow>('SELECT * FROM audit ORDER BY seq').all();

describe('the audit chain', () => {
  it('begins with the log, and each row holds the hash of the one before', () => {
    log.audit.append('settings.changed', actor, { b: 1, a: [null] });
    const all = rows();
    expect(all[0]).toMatchObject({ seq: 1, kind: 'log.begun', previous: NO_HASH });
    for (const [index, row] of all.entries()) {
      expect(row.previous).toBe(all[index - 1]?.hash ?? NO_HASH);
      expect(row.hash).toBe(auditHash(row));
    }
    expect(all.at(-1)).toMatchObject({
      at: '2026-11-24T10:00:00.123Z',
      actor: '{"name":"Ada","personId":null,"via":"page"}',
      payload: '{"a":[null],"b":1}',
    });
    expect(log.audit.head()).toEqual({ seq: all.length, hash: all.at(-1)?.hash });
  });

  it('goes back with the change that it records', () => {
    const before = log.audit.head();
    const change = (): void =>
      log.database.transaction(() => {
        log.audit.append('settings.changed', actor, {});
        throw new Error('not that');
      });
    expect(change).toThrow('not that');
    expect(log.audit.head()).toEqual(before);
    log.audit.append('settings.changed', actor, {});
    expect(rows().at(-1)).toMatchObject({ seq: before.seq + 1, previous: before.hash });
  });
});
