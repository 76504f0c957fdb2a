import type { CharTest } from './syntax.ts';

const digit: CharTest = (char) => char >= '0' && char <= '9';
const word: CharTest = (char) => /^\w$/.test(char);
const space: CharTest = (char) => /^\s$/.test(char);

const CLASSES: Readonly<Record<string, CharTest>> = {
  d: digit,
  w: word,
  s: space,
  D: (char) => !digit(char),
  W: (char) => !word(char),
  S: (char) => !space(char),
};

/** The class that `\d` and its like stand for; null where the escape is no class. */
export function classOf(letter: string): CharTest | null {
  return CLASSES[letter] ?? null;
}

export function rangeOf(from: string, to: string): CharTest {
  const [low = 0, high = 0] = [from.codePointAt(0), to.codePointAt(0)];
  return (char) => {
    const point = char.codePointAt(0) ?? 0;
    return point >= low && point <= high;
  };
}
