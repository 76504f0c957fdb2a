/** More tell nobody more. */
const MOST = 200;
/** What stands for bytes that are no UTF-8: a file under such a name cannot be asked for. */
const NO_CHARACTER = '\uFFFD';

const REASON =
  'The file cannot be opened by this name, because the name is not valid UTF-8. Rename it, or correct the character set of the share.';

/** Files and folders that are seen and cannot be opened: left out, but never silently. */
export class UnreadableNames {
  #found = new Set<string>();
  #before = new Set<string>();

  /** A look at everything begins: what it does not find again is gone. */
  beginLook(): void {
    this.#before = this.#found;
    this.#found = new Set();
  }

  endLook(): void {
    this.#before = new Set();
  }

  /** A name that was read from a folder, under which nothing is there. */
  missed(relativePath: string): void {
    if (relativePath.includes(NO_CHARACTER) && this.#found.size < MOST) {
      this.#found.add(relativePath);
    }
  }

  troubles(): readonly { readonly relativePath: string; readonly reason: string }[] {
    const names = new Set([...this.#found, ...this.#before]);
    return [...names].map((relativePath) => ({ relativePath, reason: REASON }));
  }
}
