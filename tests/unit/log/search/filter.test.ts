import { describe, expect, it } from 'vitest';
import { HistoryFilterSchema } from '../../../../src/shared/history.ts';

const refused = (filter: Readonly<Record<string, string>>): string => {
  const parsed = HistoryFilterSchema.safeParse(filter);
  if (parsed.success) throw new Error(`${JSON.stringify(filter)} was taken`);
  return parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
};

describe('the filter of the log', () => {
  it('reads every condition from text', () => {
    expect(
      HistoryFilterSchema.parse({
        from: '2026-11-24T08:30:00+01:00',
        verdict: 'ng, review,ng',
        minScore: '.5',
        serial: ' GX-1 ',
        source: 'folder',
      }),
    ).toEqual({
      from: Date.UTC(2026, 10, 24, 7, 30),
      verdict: ['ng', 'review'],
      minScore: 0.5,
      serial: 'GX-1',
      source: 'folder',
    });
  });

  it('takes a day as its whole', () => {
    expect(HistoryFilterSchema.parse({ from: '2026-11-24', to: '2026-11-24' })).toEqual({
      from: Date.UTC(2026, 10, 24),
      to: Date.UTC(2026, 10, 25),
    });
  });

  it.each([
    [{ from: 'yesterday' }, 'from: must be a day'],
    [{ to: '2026-11-24T08:30:00' }, 'to: must be a day'],
    [{ from: '2026-02-30' }, 'from: must be a day'],
    [{ verdict: 'ng,bad' }, 'verdict.1: Invalid option'],
    [{ verdict: '' }, 'verdict.0: Invalid option'],
    [{ minScore: '' }, 'minScore: must be a number'],
    [{ minScore: '1.5' }, 'minScore: must be a number'],
    [{ serial: '  ' }, 'serial: must not be empty'],
    [{ text: '--- ' }, 'text: has no letter or digit'],
    [{ text: 'x'.repeat(201) }, 'text: is too long'],
    [{ disposition: 'maybe' }, 'disposition: Invalid option'],
    [{ veridct: 'ng' }, 'Unrecognized key: "veridct"'],
  ])('refuses %j', (filter, why) => {
    expect(refused(filter)).toContain(why);
  });
});
