/** Whether every word that is sought stands somewhere in a text. */
export function contains(text: string, sought: string): boolean {
  const words = sought.toLocaleLowerCase().split(/\s+/);
  return words.every((word) => text.toLocaleLowerCase().includes(word));
}
