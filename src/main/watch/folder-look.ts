import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { LedgerStore } from '../log/ledger-store.ts';
import type { EventTrust } from './event-trust.ts';
import { type Fingerprint, lookAt } from './fingerprint.ts';
import { FolderEvents } from './folder-events.ts';
import type { FolderFiles } from './folder-files.ts';
import { type JudgedFolder, pathIn } from './judge-file.ts';
import { createNameFilter, type NameFilter } from './names.ts';
import { scan } from './scan.ts';
import { UnreadableNames } from './unreadable-names.ts';

/** Files whose facts are asked for at once. */
const AT_ONCE = 64;
/** Names that events gave and that nobody looked at yet; a whole look makes up for the others. */
const MOST_NAMES = 10_000;

export interface FolderLookParts {
  readonly folder: JudgedFolder;
  readonly files: FolderFiles;
  readonly ledger: LedgerStore;
  readonly trust: EventTrust;
  /** Folders that are none of its business, by absolute path. */
  readonly skipped: ReadonlySet<string>;
  readonly useEvents: boolean;
  readonly onEvent: () => void;
  readonly onTrouble: (relativePath: string, error: unknown) => void;
}

/** Finds the files of a folder that were not judged yet: by a look at all of it, and by events. */
export class FolderLook {
  readonly #parts: FolderLookParts;
  readonly #wants: NameFilter;
  readonly unreadable = new UnreadableNames();
  #names = new Set<string>();
  #unclear = false;
  #events: FolderEvents | null = null;
  /** Of the folder that the events are of: it may be taken away and another one put there. */
  #inode: bigint | null = null;

  constructor(parts: FolderLookParts) {
    this.#parts = parts;
    this.#wants = createNameFilter(parts.folder.settings.patterns);
  }

  /** Events came whose names were lost: only a look at all of it helps. */
  get needed(): boolean {
    return this.#unclear;
  }

  get hasNames(): boolean {
    return this.#names.size > 0;
  }

  /** Some folders cannot be watched by events. */
  get eventsFailed(): boolean {
    return this.#events?.failed === true;
  }

  /** @throws what the system says where the folder is not there */
  async all(signal: AbortSignal): Promise<void> {
    const { folder, files, trust } = this.#parts;
    this.#unclear = false;
    const isFirst = await this.#listen();
    trust.nextLook();
    files.beginLook();
    this.unreadable.beginLook();
    const visited = new Set<string>();
    await this.#scan('', signal, visited, isFirst ? undefined : (path) => trust.found(path));
    this.unreadable.endLook();
    if (folder.settings.recursive && !signal.aborted) this.#events?.keepOnly(visited);
  }

  /** Looks at what events named since the last time. */
  async named(signal: AbortSignal): Promise<void> {
    const names = this.#names;
    this.#names = new Set();
    for (const name of names) {
      if (signal.aborted) return;
      await this.#one(name, signal).catch((error) => this.#parts.onTrouble(name, error));
    }
  }

  /** Looks once more at a file that was just dealt with; its events were not heard meanwhile. */
  async again(relativePath: string): Promise<void> {
    const facts = await this.#factsOf(relativePath);
    if (facts !== null) this.#add(relativePath, facts);
  }

  close(): void {
    this.#events?.close();
    this.#events = null;
    this.#inode = null;
  }

  async #one(relativePath: string, signal: AbortSignal): Promise<void> {
    const { folder, trust } = this.#parts;
    const path = pathIn(folder, relativePath);
    const name = relativePath.slice(relativePath.lastIndexOf('/') + 1);
    if (this.#wants(name)) {
      const facts = await lookAt(path);
      if (facts !== null && this.#add(relativePath, facts)) trust.heard(relativePath);
      if (facts !== null) return;
    }
    if (!folder.settings.recursive) return;
    const isFolder = await stat(path).then(
      (facts) => facts.isDirectory(),
      () => false,
    );
    // What lies in a folder that is moved here tells of itself by no event.
    if (isFolder) await this.#scan(relativePath, signal, new Set());
  }

  async #scan(
    from: string,
    signal: AbortSignal,
    visited: Set<string>,
    onNew?: (relativePath: string) => void,
  ): Promise<void> {
    const { folder, skipped, onTrouble } = this.#parts;
    const { path: root, recursive } = folder.settings;
    const names = scan(
      {
        root,
        recursive,
        wants: this.#wants,
        skips: (path) => skipped.has(path),
        onFolder: (relativeFolder) => {
          visited.add(relativeFolder);
          this.#events?.follow(relativeFolder);
        },
        onTrouble,
        onGone: (relativePath) => this.unreadable.missed(relativePath),
      },
      from,
    );
    let batch: string[] = [];
    const check = async (): Promise<void> => {
      const checked = batch;
      batch = [];
      const facts = await Promise.all(checked.map((name) => this.#factsOf(name)));
      for (const [index, name] of checked.entries()) {
        const found = facts[index] ?? null;
        if (found === null) this.unreadable.missed(name);
        else if (this.#add(name, found)) onNew?.(name);
      }
    };
    for await (const name of names) {
      if (signal.aborted) return;
      if (!this.#parts.files.has(name)) batch.push(name);
      if (batch.length >= AT_ONCE) await check();
    }
    await check();
  }

  async #factsOf(relativePath: string): Promise<Fingerprint | null> {
    return lookAt(pathIn(this.#parts.folder, relativePath)).catch((error: unknown) => {
      this.#parts.onTrouble(relativePath, error);
      return null;
    });
  }

  /** @returns whether it is new */
  #add(relativePath: string, facts: Fingerprint): boolean {
    const { files, ledger, folder } = this.#parts;
    if (files.has(relativePath) || ledger.isKnown(folder.id, relativePath, facts)) return false;
    files.add(relativePath, facts, performance.now());
    return true;
  }

  /** @returns whether the events have only just begun */
  async #listen(): Promise<boolean> {
    const { folder, useEvents } = this.#parts;
    const { path: root, recursive } = folder.settings;
    const { ino } = await stat(root, { bigint: true });
    if (!useEvents || (this.#events !== null && this.#inode === ino)) return false;
    this.close();
    this.#inode = ino;
    this.#events = new FolderEvents({
      root,
      recursive,
      onName: (relativePath) => this.#heard(relativePath),
      onUnclear: () => {
        this.#unclear = true;
        this.#parts.onEvent();
      },
    });
    this.#events.follow('');
    return true;
  }

  #heard(relativePath: string): void {
    const { files, skipped, folder, onEvent } = this.#parts;
    if (files.has(relativePath) || this.#names.has(relativePath)) return;
    const parts = relativePath.split('/');
    if (parts.some((part) => part.startsWith('.'))) return;
    if (parts.length > 1 && !folder.settings.recursive) return;
    const isSkipped = parts.some((_, index) =>
      skipped.has(join(folder.settings.path, ...parts.slice(0, index + 1))),
    );
    if (isSkipped) return;
    if (this.#names.size >= MOST_NAMES) this.#unclear = true;
    else this.#names.add(relativePath);
    onEvent();
  }
}
