import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import type { JsonValue } from '../../shared/canonical-json.ts';
import { PitchlineError } from '../../shared/errors.ts';
import type { Actor } from '../../shared/log.ts';
import {
  DEFAULT_SETTINGS,
  type SettingKey,
  type StationSettings,
  StationSettingsSchema,
} from '../../shared/station-settings.ts';
import type { EventBus } from '../events/event-bus.ts';
import type { StationLog } from '../log/station-log.ts';

/** Beside the settings and none of them: it is shown to nobody, and its hash goes nowhere. */
export const KIOSK_PIN_KEY = 'kioskPin';

type Log = Pick<StationLog, 'settings' | 'audit' | 'database' | 'people'>;

/** The settings in force. Each change is in the audit trail, with what was before. */
export class SettingService {
  readonly #log: Log;
  readonly #bus: Pick<EventBus, 'publish'>;
  /** Whose stored values were spoilt, until they are set again. */
  readonly #spoilt = new Set<string>();
  #current: StationSettings;

  /** @param warn told of a stored setting that is not understood; its default holds then */
  constructor(log: Log, bus: Pick<EventBus, 'publish'>, warn: (message: string) => void) {
    this.#log = log;
    this.#bus = bus;
    this.#current = readStored(log, (key, message) => {
      this.#spoilt.add(key);
      warn(message);
      const since = new Date().toISOString();
      bus.publish({ kind: 'alarm.raised', alarm: alarmOf(key), severity: 'error', message, since });
    });
  }

  get current(): StationSettings {
    return this.#current;
  }

  /**
   * Changes what is named, inside of objects too; lists and null replace what was there.
   *
   * @throws PitchlineError SETTINGS_INVALID with the path of each wrong field; then nothing changed
   */
  change(patch: unknown, actor: Actor): StationSettings {
    const before = this.#current;
    const after = parse(merged(before, patch));
    const keys = (Object.keys(after) as SettingKey[]).filter(
      (key) => !isDeepStrictEqual(before[key], after[key]) || this.#isMended(key, patch),
    );
    if (keys.length === 0) return before;
    if (after.signInNeeded && this.#log.people.list().length === 0) {
      throw new PitchlineError(
        'SETTINGS_INVALID',
        'signInNeeded: nobody could sign in, because the station knows no people yet. Add an administrator first.',
      );
    }
    const at = new Date().toISOString();
    this.#log.database.transaction(() => {
      for (const key of keys) {
        this.#log.settings.put({ key, value: JSON.stringify(after[key]) }, at);
        this.#log.audit.append('settings.changed', actor, {
          ...{ key, before: before[key] as JsonValue, after: after[key] as JsonValue },
        });
      }
    });
    this.#current = after;
    this.#bus.publish({ kind: 'settings.changed', keys });
    for (const key of keys) {
      if (this.#spoilt.delete(key))
        this.#bus.publish({ kind: 'alarm.cleared', alarm: alarmOf(key) });
    }
    return after;
  }

  /** Set again, though to the value that holds meanwhile. */
  #isMended(key: SettingKey, patch: unknown): boolean {
    return this.#spoilt.has(key) && isObject(patch) && Object.hasOwn(patch, key);
  }
}

const alarmOf = (key: string): string => `setting-unreadable:${key}`;

const FOR_EVER = { days: null, bytes: null };
/** Where nobody knows how long pictures were to be kept, none is deleted. */
const SAFE: Readonly<Record<string, Partial<StationSettings>>> = {
  retention: { retention: { ok: FOR_EVER, ng: FOR_EVER, review: FOR_EVER, error: FOR_EVER } },
};

function readStored(log: Log, warn: (key: string, message: string) => void): StationSettings {
  let settings: StationSettings = DEFAULT_SETTINGS;
  for (const { key, value } of log.settings.all()) {
    if (key === KIOSK_PIN_KEY) continue;
    const parsed = StationSettingsSchema.safeParse(withStored(settings, key, value));
    if (parsed.success) settings = parsed.data;
    else {
      settings = { ...settings, ...SAFE[key] };
      const holds =
        key in SAFE ? 'nothing is deleted until it is' : 'it has its default until it is';
      warn(
        key,
        `The setting ${key} in the log is not understood: ${holds} set again. ${explain(parsed.error)}`,
      );
    }
  }
  return settings;
}

function withStored(settings: StationSettings, key: string, value: string): unknown {
  try {
    return { ...settings, [key]: JSON.parse(value) };
  } catch {
    return { ...settings, [key]: undefined, [`${key} is not JSON`]: null };
  }
}

function parse(value: unknown): StationSettings {
  const parsed = StationSettingsSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new PitchlineError('SETTINGS_INVALID', explain(parsed.error));
}

/** `evidence.quality: Too big…; retention.ok.days: …` */
function explain(error: z.ZodError): string {
  return error.issues
    .map(({ path, message }) => `${path.join('.') || 'the settings'}: ${message}`)
    .join('; ');
}

function merged(before: unknown, patch: unknown): unknown {
  if (!isObject(before) || !isObject(patch)) return patch;
  const result: Record<string, unknown> = { ...before };
  for (const [key, value] of Object.entries(patch)) {
    // Own fields only: `constructor` is none of the settings.
    result[key] = Object.hasOwn(before, key) ? merged(before[key], value) : value;
  }
  return result;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
