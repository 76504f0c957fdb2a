/** A key as written in a binding: `F`, `+`, `Ctrl+O`, `Shift+ArrowLeft`, `Escape`. */
export type Chord = string;

export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** Ctrl and ⌘ are one; Shift counts only where the key is not a sign that Shift itself produces. */
export function matchesChord(chord: Chord, press: KeyPress): boolean {
  const parts = chord === '+' ? ['+'] : chord.split('+');
  const key = parts.at(-1) ?? '';
  const control = parts.includes('Ctrl');
  const shift = parts.includes('Shift');
  if (press.altKey || control !== (press.ctrlKey || press.metaKey)) return false;
  const isSign = key.length === 1 && key.toLowerCase() === key.toUpperCase();
  if (!isSign && shift !== press.shiftKey) return false;
  return press.key.toLowerCase() === key.toLowerCase();
}

/** True for what a person could type by accident: a bare letter, digit or sign. */
export function isSingleKey(chord: Chord): boolean {
  return !chord.includes('Ctrl+') && (chord.split('+').at(-1) ?? '').length <= 1;
}
