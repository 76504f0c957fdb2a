import { randomBytes } from 'node:crypto';
import { sha256Of } from '../sha256.ts';

export interface LiveSession {
  readonly personId: string;
  /** How the token came: a cookie of the page, or a script's header. */
  readonly via: 'page' | 'api';
}

interface Entry extends LiveSession {
  usedMs: number;
}

const TOKEN_BYTES = 32;
/** Of one person; the one that was used longest ago ends. */
const MOST_SESSIONS = 50;

/**
 * Who is signed in, in memory only: a restart signs everybody out, and the disk holds nothing that
 * could be stolen. Of a token only its hash is kept. Ends by idle time on a clock that nobody sets.
 */
export class SessionStore {
  readonly #idleMs: () => number;
  readonly #monotonicMs: () => number;
  readonly #sessions = new Map<string, Entry>();

  constructor(idleMs: () => number, monotonicMs: () => number = () => performance.now()) {
    this.#idleMs = idleMs;
    this.#monotonicMs = monotonicMs;
  }

  /** @returns the token, which is told once */
  begin(session: LiveSession): string {
    this.#forgetEnded();
    const own = [...this.#sessions].filter(([, { personId }]) => personId === session.personId);
    if (own.length >= MOST_SESSIONS) {
      const [oldest] = own.sort(([, a], [, b]) => a.usedMs - b.usedMs);
      this.#sessions.delete(oldest?.[0] ?? '');
    }
    const token = randomBytes(TOKEN_BYTES).toString('base64url');
    this.#sessions.set(hashOf(token), { ...session, usedMs: this.#monotonicMs() });
    return token;
  }

  /**
   * @param touch whether this use is one by a person; what a page does by itself is none
   * @returns null for a token that is unknown or has ended
   */
  find(token: string, touch: boolean): LiveSession | null {
    const key = hashOf(token);
    const entry = this.#sessions.get(key);
    if (entry === undefined) return null;
    if (this.#hasEnded(entry)) {
      this.#sessions.delete(key);
      return null;
    }
    if (touch) entry.usedMs = this.#monotonicMs();
    return entry;
  }

  end(token: string): void {
    this.#sessions.delete(hashOf(token));
  }

  /** Ends what a person has open, as when a role or a PIN changes. */
  endAllOf(personId: string): void {
    for (const [key, entry] of this.#sessions) {
      if (entry.personId === personId) this.#sessions.delete(key);
    }
  }

  #forgetEnded(): void {
    for (const [key, entry] of this.#sessions) {
      if (this.#hasEnded(entry)) this.#sessions.delete(key);
    }
  }

  #hasEnded({ usedMs }: Entry): boolean {
    return this.#monotonicMs() - usedMs > this.#idleMs();
  }
}

function hashOf(token: string): string {
  return sha256Of(token);
}
