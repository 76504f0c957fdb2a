import { PitchlineError } from '../../shared/errors.ts';
import { type Kiosk, SHORTEST_KIOSK_PIN } from '../../shared/kiosk.ts';
import type { Actor } from '../../shared/log.ts';
import type { StationLog } from '../log/station-log.ts';
import { AttemptLimiter } from './attempt-limiter.ts';
import { hashSecret, isSecret } from './secret.ts';
import { KIOSK_PIN_KEY } from './setting-service.ts';
import type { PeopleOptions } from './sign-in.ts';

type Log = Pick<StationLog, 'settings' | 'audit' | 'database'>;

/** A PIN is short: after a few slips each further try waits, longer each time. */
const PER_ADDRESS = { free: 5, firstDelayMs: 2_000, longestDelayMs: 300_000 };

/**
 * The PIN that ends kiosk mode, of which only a hash is kept. Which page is in kiosk mode is that
 * page's own matter: the mode hides screens and gives no right, and takes none.
 */
export class KioskService {
  readonly #log: Log;
  readonly #options: PeopleOptions;
  readonly #attempts: AttemptLimiter;

  constructor(log: Log, options: PeopleOptions = {}) {
    this.#log = log;
    this.#options = options;
    this.#attempts = new AttemptLimiter(PER_ADDRESS, options.monotonicMs);
  }

  get state(): Kiosk {
    return { pinSet: this.#stored() !== null };
  }

  /** @throws PitchlineError SECRET_TOO_SHORT */
  async setPin(pin: string, actor: Actor): Promise<Kiosk> {
    if ([...pin].length < SHORTEST_KIOSK_PIN) {
      throw new PitchlineError(
        'SECRET_TOO_SHORT',
        `The PIN is too short: give ${SHORTEST_KIOSK_PIN} characters or more.`,
      );
    }
    const hash = await hashSecret(pin, this.#options.secretCost);
    this.#log.database.transaction(() => {
      this.#log.settings.put(
        { key: KIOSK_PIN_KEY, value: JSON.stringify(hash) },
        new Date().toISOString(),
      );
      this.#log.audit.append('kiosk.pin-set', actor, {});
    });
    return this.state;
  }

  /**
   * @param address whose tries count together; null for this process
   * @throws PitchlineError SIGN_IN_FAILED, TOO_MANY_ATTEMPTS
   */
  async leave(pin: string, address: string | null, actor: Actor): Promise<void> {
    const stored = this.#stored();
    // A log without a PIN, as after a new data folder, shall not keep a page locked for ever. Nothing
    // was checked then, and nothing is told: whoever is there could fill the audit trail with it.
    if (stored === null) return;
    const key = address ?? 'this process';
    this.#attempts.begin(key);
    if (!(await isSecret(pin, stored, this.#options.secretCost))) {
      this.#log.audit.append('kiosk.refused', actor, { address });
      throw new PitchlineError(
        'SIGN_IN_FAILED',
        'The PIN is not right. An administrator can set another one in Settings, at any other page of this station.',
      );
    }
    this.#attempts.succeeded(key);
    this.#log.audit.append('kiosk.left', actor, { address });
  }

  #stored(): string | null {
    const row = this.#log.settings.all().find(({ key }) => key === KIOSK_PIN_KEY);
    return row === undefined ? null : String(JSON.parse(row.value));
  }
}
