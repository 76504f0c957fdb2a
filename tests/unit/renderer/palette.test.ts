import { describe, expect, it } from 'vitest';
import {
  type Command,
  findCommands,
  withRecent,
} from '../../../src/renderer/app/palette/commands.ts';
import { fuzzyScore } from '../../../src/renderer/app/palette/fuzzy.ts';

const command = (label: string, kind = 'This screen'): Command => ({
  id: label,
  kind,
  label,
  run: () => undefined,
});
const labels = (commands: readonly Command[]): readonly string[] =>
  commands.map(({ label }) => label);

describe('what the palette finds', () => {
  it('takes letters in order, and refuses letters that are not there', () => {
    expect(fuzzyScore('hc', 'High contrast')).not.toBeNull();
    expect(fuzzyScore('ch', 'High contrast')).toBeNull();
    expect(fuzzyScore('xyz', 'High contrast')).toBeNull();
  });

  it('does without accents, capitals and the order of words', () => {
    expect(fuzzyScore('prufung', 'Prüfung')).not.toBeNull();
    expect(fuzzyScore('contrast high', 'High contrast')).not.toBeNull();
    expect(fuzzyScore('中文', '中文')).not.toBeNull();
  });

  it('puts beginnings of words before middles, and names before kinds', () => {
    const found = findCommands(
      [command('Judge again'), command('Language: gain'), command('Other', 'Gain')],
      'gain',
      [],
    );
    expect(labels(found)).toEqual(['Language: gain', 'Judge again', 'Other']);
  });

  it('shows all before anything is typed, what was chosen last first', () => {
    const all = [command('A'), command('B'), command('C')];
    expect(labels(findCommands(all, '  ', ['C', 'B']))).toEqual(['C', 'B', 'A']);
    expect(findCommands(all, 'zzz', ['C'])).toEqual([]);
  });

  it('remembers each choice once, and only a few', () => {
    expect(withRecent(['a', 'b'], 'b')).toEqual(['b', 'a']);
    const many = Array.from({ length: 20 }, (_, index) => String(index));
    expect(withRecent(many, 'new').length).toBe(8);
  });
});
