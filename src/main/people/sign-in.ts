import { PitchlineError } from '../../shared/errors.ts';
import type { Actor } from '../../shared/log.ts';
import type { Person } from '../../shared/people.ts';
import type { StationLog } from '../log/station-log.ts';
import { AttemptLimiter } from './attempt-limiter.ts';
import { isSecret, type SecretCost } from './secret.ts';
import type { SessionStore } from './session-store.ts';

/** One forgotten PIN shall not keep a shift from its work for long, nor many tries find it. */
const PER_PERSON = { free: 5, firstDelayMs: 2_000, longestDelayMs: 300_000 };
/** Many people may share one terminal. */
const PER_ADDRESS = { free: 20, firstDelayMs: 2_000, longestDelayMs: 300_000 };

export interface SignInAttempt {
  readonly name: string;
  readonly secret: string;
  readonly via: 'page' | 'api';
  /** Null where it comes from this process. */
  readonly address: string | null;
}

export interface PeopleOptions {
  /** A clock that nobody sets; the process's own when not said. */
  readonly monotonicMs?: () => number;
  /** What it costs to check a secret, and to guess one. */
  readonly secretCost?: SecretCost;
}

/** Checks who somebody is; each outcome is in the audit trail. */
export class SignIn {
  readonly #log: Pick<StationLog, 'people' | 'audit'>;
  readonly #sessions: SessionStore;
  readonly #cost: SecretCost | undefined;
  readonly #perPerson: AttemptLimiter;
  readonly #perAddress: AttemptLimiter;

  constructor(
    log: Pick<StationLog, 'people' | 'audit'>,
    sessions: SessionStore,
    { monotonicMs, secretCost }: PeopleOptions = {},
  ) {
    this.#log = log;
    this.#cost = secretCost;
    this.#sessions = sessions;
    this.#perPerson = new AttemptLimiter(PER_PERSON, monotonicMs);
    this.#perAddress = new AttemptLimiter(PER_ADDRESS, monotonicMs);
  }

  /**
   * @returns the person and the token of a new session
   * @throws PitchlineError SIGN_IN_FAILED, which does not tell whether the name exists;
   *   TOO_MANY_ATTEMPTS
   */
  async signIn(
    attempt: SignInAttempt,
  ): Promise<{ readonly person: Person; readonly token: string }> {
    const person = await this.check(attempt);
    const actor: Actor = { personId: person.id, name: person.name, via: attempt.via };
    this.#log.audit.append('session.signed-in', actor, { address: attempt.address });
    return { person, token: this.#sessions.begin({ personId: person.id, via: attempt.via }) };
  }

  /** The same without a session: whoever is signed in proves it once more. */
  async check({ name, secret, via, address }: SignInAttempt): Promise<Person> {
    const addressKey = address ?? 'this process';
    const personKey = name.toLowerCase();
    this.#perAddress.begin(addressKey);
    this.#perPerson.begin(personKey);
    const known = this.#log.people.findByName(name);
    const stored = known === null ? null : this.#log.people.secretOf(known.id);
    const matches = await isSecret(secret, stored, this.#cost);
    // Read again: an administrator may have removed them meanwhile.
    const person = matches && known !== null ? this.#log.people.find(known.id) : null;
    if (person === null) {
      // The name as it was typed may be a secret in the wrong field: only one that exists is kept.
      const actor: Actor = { personId: null, name: known?.name ?? 'unknown', via };
      this.#log.audit.append('session.refused', actor, { address });
      throw new PitchlineError(
        'SIGN_IN_FAILED',
        'The name or the PIN is not right. Names are those that an administrator entered.',
      );
    }
    this.#perPerson.succeeded(personKey);
    this.#perAddress.takeBack(addressKey);
    return person;
  }

  signOut(token: string, actor: Actor): void {
    this.#sessions.end(token);
    this.#log.audit.append('session.signed-out', actor, {});
  }
}
