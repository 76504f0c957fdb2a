/**
 * How well a text answers what was typed; null where it does not. Each word must be found: as it is
 * (best at the beginning of a word), or as letters in this order, as in "hc" for "High contrast".
 */
export function fuzzyScore(typed: string, text: string): number | null {
  const within = plain(text);
  let total = 0;
  for (const word of plain(typed).split(/\s+/)) {
    if (word === '') continue;
    const score = scoreOfWord(word, within);
    if (score === null) return null;
    total += score;
  }
  return total;
}

function scoreOfWord(word: string, text: string): number | null {
  const at = text.indexOf(word);
  if (at >= 0) return beginsWord(text, at) ? 100 : 60;
  let score = 0;
  let next = 0;
  for (const letter of word) {
    const found = text.indexOf(letter, next);
    if (found < 0) return null;
    score += beginsWord(text, found) ? 5 : found === next ? 2 : 0;
    next = found + letter.length;
  }
  return score;
}

function beginsWord(text: string, at: number): boolean {
  return at === 0 || !/[\p{L}\p{N}]/u.test(text.charAt(at - 1));
}

/** Without accents and capitals: nobody types them to find something. */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
