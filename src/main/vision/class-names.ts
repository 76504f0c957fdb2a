/** More tells a person nothing, and a label on a picture has no room for it. */
const LONGEST_NAME = 100;
/** So many names stand in a sentence. */
const MOST_IN_A_SENTENCE = 8;

/** Control characters, line ends of Unicode, and marks that turn the direction of the text after them. */
const UNSHOWABLE = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu;

/**
 * A class name that stays on one line of a screen, a label, a table and a terminal: a file's author
 * decides what is in it, and an escape code would be obeyed by whoever prints it.
 */
export function plainName(name: string): string {
  const plain = name.replace(UNSHOWABLE, ' ').trim();
  const characters = [...plain.slice(0, 2 * LONGEST_NAME + 1)];
  return characters.length <= LONGEST_NAME
    ? plain
    : `${characters.slice(0, LONGEST_NAME - 1).join('')}…`;
}

/** Names or numbers of classes for a sentence, which does not grow with their number. */
export function listNames(names: readonly (string | number)[]): string {
  const shown = names.slice(0, MOST_IN_A_SENTENCE).map((name) => plainName(String(name)));
  const more = names.length - shown.length;
  return more === 0 ? shown.join(', ') : `${shown.join(', ')} and ${more} more`;
}
