import { dirname } from 'node:path';
import { syncFolder } from '../durable.ts';
import type { LedgerState, LedgerStore, MoveToDo } from '../log/ledger-store.ts';
import { type JudgedFolder, pathIn } from './judge-file.ts';
import { moveFile } from './move-file.ts';

const AT_ONCE = 50;
/** Where so many cannot be moved, the others wait for the next try. */
const MOST_FAILURES = 100;

/** Moves what the ledger says is to be moved; the same code goes on after a crash. */
export class MoveFinisher {
  readonly #ledger: LedgerStore;
  readonly #folder: JudgedFolder;
  /** By relative path: why a file is still where it was. */
  readonly troubles = new Map<string, string>();
  /** Moves may have been cut off: by the end of an earlier run, or by a failure. */
  #resumed = true;

  constructor(ledger: LedgerStore, folder: JudgedFolder) {
    this.#ledger = ledger;
    this.#folder = folder;
  }

  /** @throws Error where some could not be moved */
  async finish(signal: AbortSignal): Promise<void> {
    this.troubles.clear();
    const resumed = this.#resumed;
    // Until it is known that all of them went well.
    this.#resumed = true;
    let after = 0;
    while (!signal.aborted && this.troubles.size < MOST_FAILURES) {
      const moves = this.#ledger.moves(this.#folder.id, after, AT_ONCE);
      if (moves.length === 0) break;
      await this.#finishSome(moves, resumed);
      after = moves.at(-1)?.id ?? after;
    }
    const [first] = this.troubles;
    this.#resumed = first !== undefined;
    if (first === undefined) return;
    const others = this.troubles.size === 1 ? '' : ` (and ${this.troubles.size - 1} more)`;
    throw new Error(`${first[0]}${others} cannot be moved: ${first[1]}`);
  }

  async #finishSome(moves: readonly MoveToDo[], resumed: boolean): Promise<void> {
    const done: { id: number; state: LedgerState }[] = [];
    const folders = new Set<string>();
    for (const { moveTo, ...move } of moves) {
      const source = pathIn(this.#folder, move.relativePath);
      try {
        const outcome = await moveFile({ ...move, source, target: moveTo, resumed }, (target) =>
          this.#ledger.setTarget(move.id, target),
        );
        done.push({ id: move.id, state: outcome === 'moved' ? 'moved' : 'done' });
        if (outcome === 'moved') folders.add(dirname(source)).add(dirname(moveTo));
      } catch (error) {
        this.troubles.set(
          move.relativePath,
          error instanceof Error ? error.message : String(error),
        );
      }
    }
    // Whatever the ledger calls moved, the disk has so.
    for (const folder of folders) await syncFolder(folder).catch(() => undefined);
    this.#ledger.setStates(done);
  }
}
