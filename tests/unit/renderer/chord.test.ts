import { describe, expect, it } from 'vitest';
import { isSingleKey, type KeyPress, matchesChord } from '../../../src/renderer/ui/keys/chord.ts';

function press(key: string, held: Partial<KeyPress> = {}): KeyPress {
  return { key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held };
}

describe('matchesChord', () => {
  it.each([
    ['F', press('f')],
    // Caps lock
    ['F', press('F')],
    ['+', press('+')],
    // A US keyboard needs Shift for +, a German one does not.
    ['+', press('+', { shiftKey: true })],
    ['?', press('?', { shiftKey: true })],
    ['[', press('[')],
    ['Ctrl+O', press('o', { ctrlKey: true })],
    ['Ctrl+O', press('o', { metaKey: true })],
    ['Shift+ArrowLeft', press('ArrowLeft', { shiftKey: true })],
  ])('%s is pressed', (chord, event) => {
    expect(matchesChord(chord, event)).toBe(true);
  });

  it.each([
    ['F', press('f', { ctrlKey: true })],
    ['F', press('f', { altKey: true })],
    ['Ctrl+O', press('o')],
    ['O', press('o', { ctrlKey: true })],
    ['ArrowLeft', press('ArrowLeft', { shiftKey: true })],
    ['O', press('O', { shiftKey: true })],
    ['+', press('-')],
  ])('%s is not pressed', (chord, event) => {
    expect(matchesChord(chord, event)).toBe(false);
  });
});

describe('isSingleKey', () => {
  it('knows what a person could type by accident', () => {
    expect(['F', '+', '?', 'Shift+O', '1'].every(isSingleKey)).toBe(true);
    expect(['Ctrl+O', 'Escape', 'ArrowLeft', 'Shift+ArrowUp'].some(isSingleKey)).toBe(false);
  });
});
