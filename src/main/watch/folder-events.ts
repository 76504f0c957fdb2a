import { type FSWatcher, watch } from 'node:fs';
import { join } from 'node:path';

export interface FolderEventsOptions {
  readonly root: string;
  readonly recursive: boolean;
  /** Something happened to a name; it may be a file or a folder, come or gone. */
  readonly onName: (relativePath: string) => void;
  /** Something happened, and nobody says to what; or watching failed. */
  readonly onUnclear: () => void;
  readonly platform?: NodeJS.Platform;
}

/** Each costs the kernel memory, and users have a limit (fs.inotify.max_user_watches). */
const MOST_FOLDERS = 4_096;

/**
 * The system's events of a folder. Windows and macOS watch a tree in one piece; on Linux each folder
 * has a watcher of its own (Node's recursive watching there would hold one for every file).
 */
export class FolderEvents {
  readonly #options: FolderEventsOptions;
  readonly #isWhole: boolean;
  readonly #watchers = new Map<string, FSWatcher>();
  #failed = false;

  constructor(options: FolderEventsOptions) {
    this.#options = options;
    const { recursive, platform = process.platform } = options;
    this.#isWhole = recursive && (platform === 'win32' || platform === 'darwin');
  }

  /** Some folder could not be watched: only looking finds what comes there. */
  get failed(): boolean {
    return this.#failed;
  }

  /** Begins to watch a folder, `''` for the root; a second time does nothing. */
  follow(relativeFolder: string): void {
    if (this.#watchers.has(relativeFolder) || (this.#isWhole && relativeFolder !== '')) return;
    if (this.#watchers.size >= MOST_FOLDERS) {
      this.#failed = true;
      return;
    }
    try {
      const path = join(this.#options.root, relativeFolder);
      const watcher = watch(path, { recursive: this.#isWhole, persistent: false });
      watcher.on('change', (_, name) => this.#heard(relativeFolder, name));
      watcher.on('error', () => {
        this.#drop(relativeFolder);
        this.#options.onUnclear();
      });
      this.#watchers.set(relativeFolder, watcher);
    } catch {
      this.#failed = true;
    }
  }

  /** Stops watching what a whole look did not come by. */
  keepOnly(folders: ReadonlySet<string>): void {
    for (const folder of this.#watchers.keys()) if (!folders.has(folder)) this.#drop(folder);
  }

  close(): void {
    for (const folder of [...this.#watchers.keys()]) this.#drop(folder);
  }

  #heard(folder: string, name: string | Buffer | null): void {
    if (name === null) {
      this.#options.onUnclear();
      return;
    }
    const inside = String(name).replaceAll('\\', '/');
    this.#options.onName(folder === '' ? inside : `${folder}/${inside}`);
  }

  #drop(folder: string): void {
    this.#watchers.get(folder)?.close();
    this.#watchers.delete(folder);
  }
}
