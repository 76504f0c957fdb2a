import { describe, expect, it } from 'vitest';
import { as, FAR, sending } from './people-support.ts';
import { type ApiDouble, apiDouble } from './support.ts';

const PIN = '4711-kiosk';

async function withPin(): Promise<ApiDouble> {
  const api = await apiDouble();
  const set = sending('PUT', { pin: PIN });
  const response = await api.ask('/api/v1/kiosk', as(api, 'administrator', set), FAR);
  expect(await response.json()).toEqual({ pinSet: true });
  return api;
}

async function leave(api: ApiDouble, pin: unknown, address = '10.0.0.9'): Promise<string> {
  const response = await api.ask('/api/v1/kiosk/leave', sending('POST', { pin }), { address });
  const answer = (await response.json()) as { code?: string };
  return `${response.status} ${answer.code ?? 'left'}`;
}

describe('the PIN of kiosk mode', () => {
  it('is told to nobody and in no setting; only a hash is kept', async () => {
    const api = await withPin();
    const settings = await (await api.ask('/api/v1/settings', as(api, 'operator'))).text();
    expect(settings).not.toMatch(/kiosk|scrypt/i);
    const [row] = api.stationLog.settings.all();
    expect(row?.value).toMatch(/^"scrypt\$/);
    expect(row?.value).not.toContain(PIN);
    expect(JSON.stringify([...api.stationLog.auditTrail.ofKinds(['kiosk.pin-set'])])).not.toMatch(
      /scrypt|4711/,
    );
  });

  it('ends kiosk mode without anybody signed in, and each try is in the audit trail', async () => {
    const api = await withPin();
    api.services.settings.change({ stationName: 'One' }, { personId: null, name: 't', via: 'api' });
    expect(await leave(api, '0000')).toBe('401 SIGN_IN_FAILED');
    expect(await leave(api, PIN)).toBe('200 left');
    const kinds = [...api.stationLog.auditTrail.ofKinds(['kiosk.left', 'kiosk.refused'])];
    expect(kinds.map(({ kind }) => kind).sort()).toEqual(['kiosk.left', 'kiosk.refused']);
  });

  it('cannot be guessed: after five slips the next try waits, at this address only', async () => {
    const api = await withPin();
    for (let tries = 0; tries < 5; tries += 1) {
      expect(await leave(api, `wrong ${tries}`)).toBe('401 SIGN_IN_FAILED');
    }
    expect(await leave(api, PIN)).toBe('429 TOO_MANY_ATTEMPTS');
    expect(await leave(api, PIN, '10.0.0.10')).toBe('200 left');
    api.clock.ms += 2_001;
    expect(await leave(api, PIN)).toBe('200 left');
  });

  it.each(['', '123', 5, null, 'x'.repeat(201)])('cannot be %j', async (pin) => {
    const api = await apiDouble();
    const response = await api.ask(
      '/api/v1/kiosk',
      as(api, 'administrator', sending('PUT', { pin })),
      FAR,
    );
    expect([400, 422]).toContain(response.status);
    expect(api.services.kiosk.state).toEqual({ pinSet: false });
  });

  it('does not stop a log that lost it from ending kiosk mode', async () => {
    const api = await apiDouble();
    expect(await leave(api, 'anything')).toBe('200 left');
    // Nobody has to prove anything for it: the audit trail does not grow by it.
    expect([...api.stationLog.auditTrail.ofKinds(['kiosk.left'])]).toEqual([]);
  });
});
