import type { LogDatabase } from './database.ts';

export interface StoredSetting {
  readonly key: string;
  /** JSON. */
  readonly value: string;
}

/** Settings that were changed; what was never changed has no row. */
export class SettingStore {
  readonly #all;
  readonly #put;

  constructor({ connection }: LogDatabase) {
    this.#all = connection.prepare<[], StoredSetting>('SELECT key, value FROM settings');
    this.#put = connection.prepare<[StoredSetting & { readonly at: string }]>(
      `INSERT INTO settings (key, value, changed_at) VALUES (@key, @value, @at)
       ON CONFLICT (key) DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at`,
    );
  }

  all(): readonly StoredSetting[] {
    return this.#all.all();
  }

  put(setting: StoredSetting, at: string): void {
    this.#put.run({ ...setting, at });
  }
}
