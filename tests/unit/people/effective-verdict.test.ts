import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Disposition, effectiveVerdict } from '../../../src/shared/dispositions.ts';
import type { Verdict } from '../../../src/shared/domain.ts';

type Said = Parameters<typeof effectiveVerdict>[1][number];

const says = (id: string, personId: string | null, verdict: Verdict): Said => ({
  ...{ id, personId, verdict, kind: 'override', withdraws: null },
});
const takesBack = (id: string, personId: string | null, withdraws: string): Said => ({
  ...{ id, personId, withdraws, kind: 'withdraw', verdict: null },
});

describe('effectiveVerdict', () => {
  it('is the station’s own while nobody said anything', () => {
    expect(effectiveVerdict('ng', [])).toEqual({ effective: 'ng', disposition: 'none' });
  });

  it('is what was said last', () => {
    expect(effectiveVerdict('ng', [says('1', 'anna', 'ng')])).toEqual({
      effective: 'ng',
      disposition: 'confirmed',
    });
    expect(effectiveVerdict('ng', [says('1', 'anna', 'ng'), says('2', 'anna', 'ok')])).toEqual({
      effective: 'ok',
      disposition: 'overridden',
    });
  });

  it('is disputed while two people hold different things, and the later one counts', () => {
    const both = [says('1', 'anna', 'ng'), says('2', 'ben', 'ok')];
    expect(effectiveVerdict('ng', both)).toEqual({ effective: 'ok', disposition: 'disputed' });
    expect(effectiveVerdict('ng', [...both, says('3', 'anna', 'ok')])).toEqual({
      effective: 'ok',
      disposition: 'overridden',
    });
  });

  it('goes back to what was before when somebody takes theirs back', () => {
    const said = [says('1', 'anna', 'ng'), says('2', 'anna', 'ok')];
    expect(effectiveVerdict('ng', [...said, takesBack('3', 'anna', '2')])).toEqual({
      effective: 'ng',
      disposition: 'confirmed',
    });
    expect(
      effectiveVerdict('review', [
        ...said,
        takesBack('3', 'anna', '2'),
        takesBack('4', 'anna', '1'),
      ]),
    ).toEqual({ effective: 'review', disposition: 'none' });
  });

  const verdict = fc.constantFrom<Verdict>('ok', 'ng', 'review');
  const person = fc.constantFrom('anna', 'ben', 'cem');

  it('of people who all say the same is that, and never disputed', () => {
    fc.assert(
      fc.property(fc.array(person, { minLength: 1 }), verdict, verdict, (people, own, said) => {
        const all = people.map((name, index) => says(String(index), name, said));
        expect(effectiveVerdict(own, all)).toEqual({
          effective: said,
          disposition: said === own ? 'confirmed' : 'overridden',
        });
      }),
    );
  });

  it('is the station’s own when everything was taken back', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(person, verdict)), verdict, (said, own) => {
        const all = said.map(([name, what], index) => says(`s${index}`, name, what));
        const back = all.map(({ id, personId }, index) => takesBack(`b${index}`, personId, id));
        expect(effectiveVerdict(own, [...all, ...back])).toEqual({
          effective: own,
          disposition: 'none',
        });
      }),
    );
  });

  it('takes the rows that the log holds', () => {
    const row: Disposition = {
      ...{ id: '1', at: '2026-11-24T08:00:00.000Z', kind: 'confirm', verdict: 'ng', reason: null },
      ...{ remark: null, withdraws: null, personId: null, personName: 'setup' },
    };
    expect(effectiveVerdict('ng', [row]).disposition).toBe('confirmed');
  });
});
