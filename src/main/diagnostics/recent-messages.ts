type Log = (level: 'info' | 'warn' | 'error', message: string) => void;

const MOST = 2_000;

/** The last messages for technicians, kept in memory for a diagnostics bundle. */
export class RecentMessages {
  readonly #lines: string[] = [];

  /** The same log, listened to. */
  listen(log: Log): Log {
    return (level, message) => {
      this.#lines.push(`${new Date().toISOString()} ${level} ${message}`);
      if (this.#lines.length > MOST) this.#lines.shift();
      log(level, message);
    };
  }

  get text(): string {
    return this.#lines.map((line) => `${line}\n`).join('');
  }
}
