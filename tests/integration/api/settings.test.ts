import { expect, it } from 'vitest';
import { createPeople } from '../../../src/main/people/create-people.ts';
import { DEFAULT_SETTINGS, type StationSettings } from '../../../src/shared/station-settings.ts';
import { as, person, sending } from './people-support.ts';
import { type ApiDouble, apiDouble } from './support.ts';

async function patch(api: ApiDouble, body: unknown): Promise<Response> {
  return api.ask('/api/v1/settings', as(api, 'administrator', sending('PATCH', body)));
}

async function refusal(response: Response): Promise<string> {
  expect(response.status).toBe(400);
  return ((await response.json()) as { detail: string }).detail;
}

it('begins with defaults, and changes what is named, inside of objects too', async () => {
  const api = await apiDouble();
  const before = await (await api.ask('/api/v1/settings')).json();
  expect(before).toEqual(DEFAULT_SETTINGS);
  const changed = await patch(api, {
    lineName: ' Line 3 ',
    evidence: { modes: { ok: 'none' } },
    retention: { ok: { days: null } },
    dispositionReasons: ['Seen', 'Felt'],
    backup: { at: null },
  });
  expect(await changed.json()).toEqual({
    ...DEFAULT_SETTINGS,
    lineName: 'Line 3',
    evidence: {
      ...DEFAULT_SETTINGS.evidence,
      modes: { ...DEFAULT_SETTINGS.evidence.modes, ok: 'none' },
    },
    retention: { ...DEFAULT_SETTINGS.retention, ok: { days: null, bytes: null } },
    dispositionReasons: ['Seen', 'Felt'],
    backup: { ...DEFAULT_SETTINGS.backup, at: null },
  } satisfies StationSettings);
});

it('writes who changed what from what to what, tells it, and knows it after a restart', async () => {
  const api = await apiDouble();
  const { position } = api.services.events.now;
  await patch(api, { logFloor: 0.05, sessionMinutes: 30 });
  const [row, ...others] = api.stationLog.auditTrail.ofKinds(['settings.changed']);
  expect(others).toEqual([]);
  expect(row).toMatchObject({
    actor: { name: 'administrator', via: 'api' },
    payload: { key: 'logFloor', before: 0.1, after: 0.05 },
  });
  expect(api.services.events.next(position)?.event).toEqual({
    kind: 'settings.changed',
    keys: ['logFloor'],
  });
  const { settings } = createPeople(api.stationLog, api.services.events, () => undefined);
  expect(settings.current.logFloor).toBe(0.05);
});

it.each([
  [{ evidence: { quality: 101 } }, 'evidence.quality: '],
  [{ evidence: { modes: { ng: 'jpeg' } } }, 'evidence.modes.ng: '],
  [{ retention: { ok: { days: 0 } } }, 'retention.ok.days: '],
  [{ retention: null }, 'retention: '],
  [
    { freeSpace: { warnBytes: 10, stopBytes: 20 } },
    'freeSpace.stopBytes: must not be over warnBytes',
  ],
  [{ backup: { at: '24:00' } }, 'backup.at: must be a time like 02:30'],
  [{ dispositionReasons: ['a', 'a'] }, 'dispositionReasons: must not name a reason twice'],
  [{ dispositionReasons: [] }, 'dispositionReasons: '],
  [{ dispositionReasons: ['a', ' '] }, 'dispositionReasons.1: must not be empty'],
  [{ lineNam: 'x' }, 'Unrecognized key: "lineNam"'],
  [{ constructor: 'x' }, 'Unrecognized key: "constructor"'],
  [{ evidence: { modes: { all: 'none' } } }, 'evidence.modes: Unrecognized key: "all"'],
  [{ logFloor: '0.1' }, 'logFloor: '],
  [{ logFloor: 0 }, 'logFloor: '],
])('refuses %j with the path of the field, and changes nothing', async (body, path) => {
  const api = await apiDouble();
  expect(await refusal(await patch(api, { lineName: 'Line 3', ...body }))).toContain(path);
  expect(api.services.settings.current).toEqual(DEFAULT_SETTINGS);
  expect([...api.stationLog.auditTrail.ofKinds(['settings.changed'])]).toEqual([]);
});

it('does not lock everybody out: a sign-in is needed only where somebody can sign in', async () => {
  const api = await apiDouble();
  const need = sending('PATCH', { signInNeeded: true });
  expect(await refusal(await api.ask('/api/v1/settings', need))).toContain('administrator first');
  person(api, 'administrator');
  expect((await patch(api, { signInNeeded: true })).status).toBe(200);
  expect((await api.ask('/api/v1/settings')).status).toBe(401);
});

it('goes on with the default where a stored setting is not understood, and says so', async () => {
  const { stationLog, services } = await apiDouble();
  const at = new Date().toISOString();
  stationLog.settings.put({ key: 'logFloor', value: '7' }, at);
  stationLog.settings.put({ key: 'lineName', value: '"Line 3"' }, at);
  stationLog.settings.put({ key: 'stationName', value: 'no JSON' }, at);
  const told: string[] = [];
  const { settings } = createPeople(stationLog, services.events, (text) => told.push(text));
  expect(settings.current).toEqual({ ...DEFAULT_SETTINGS, lineName: 'Line 3' });
  expect(told).toHaveLength(2);
  expect(told.join()).toMatch(/logFloor .*stationName /s);
});

it('a stored setting that is not understood is an alarm until it is set again, and no reason to delete', async () => {
  const { stationLog, services } = await apiDouble();
  stationLog.settings.put({ key: 'retention', value: '{"ok":' }, new Date().toISOString());
  stationLog.settings.put({ key: 'lineName', value: '7' }, new Date().toISOString());
  const { settings } = createPeople(stationLog, services.events, () => undefined);
  const alarms = (): readonly string[] => services.events.alarms().map(({ alarm }) => alarm);
  expect(alarms().toSorted()).toEqual([
    'setting-unreadable:lineName',
    'setting-unreadable:retention',
  ]);
  // The default would delete what is older than ninety days.
  expect(DEFAULT_SETTINGS.retention.ok.days).toBe(90);
  expect(settings.current.retention.ok).toEqual({ days: null, bytes: null });
  const actor = { personId: null, name: 'test', via: 'command' } as const;
  settings.change({ retention: DEFAULT_SETTINGS.retention }, actor);
  settings.change({ lineName: DEFAULT_SETTINGS.lineName }, actor);
  expect(alarms()).toEqual([]);
  const again = createPeople(stationLog, services.events, () => undefined);
  expect(again.settings.current).toEqual(DEFAULT_SETTINGS);
  expect(alarms()).toEqual([]);
});
