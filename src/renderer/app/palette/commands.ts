import type { Chord } from '../../ui/keys/chord.ts';
import { fuzzyScore } from './fuzzy.ts';

export interface Command {
  /** The same as long as the language is. */
  readonly id: string;
  /** What kind of thing it is, in words; sought as well. */
  readonly kind: string;
  readonly label: string;
  readonly chord?: Chord;
  readonly run: () => void;
}

const RECENT_KEPT = 8;

/** Those that answer what was typed, the best first; of equals what was chosen last stands first. */
export function findCommands(
  commands: readonly Command[],
  typed: string,
  recent: readonly string[],
): readonly Command[] {
  const age = (id: string): number => {
    const place = recent.indexOf(id);
    return place < 0 ? RECENT_KEPT : place;
  };
  return commands
    .flatMap((command) => {
      const score = fuzzyScore(typed, command.label);
      // Found by its kind alone it stands behind what is found by name.
      const byKind = score === null ? fuzzyScore(typed, `${command.kind} ${command.label}`) : null;
      if (score !== null) return [{ command, score: score + 1000 }];
      return byKind === null ? [] : [{ command, score: byKind }];
    })
    .sort((a, b) => b.score - a.score || age(a.command.id) - age(b.command.id))
    .map(({ command }) => command);
}

export function withRecent(recent: readonly string[], id: string): readonly string[] {
  return [id, ...recent.filter((other) => other !== id)].slice(0, RECENT_KEPT);
}
