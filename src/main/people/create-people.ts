import type { EventBus } from '../events/event-bus.ts';
import type { StationLog } from '../log/station-log.ts';
import { CorrectionService } from './correction-service.ts';
import { DispositionService } from './disposition-service.ts';
import { KioskService } from './kiosk-service.ts';
import { PeopleService } from './people-service.ts';
import { SavedFilterService } from './saved-filter-service.ts';
import { SessionStore } from './session-store.ts';
import { SettingService } from './setting-service.ts';
import { type PeopleOptions, SignIn } from './sign-in.ts';

/** All that has to do with people: who they are, what they set, what they say about verdicts. */
export interface PeopleParts {
  readonly people: PeopleService;
  readonly sessions: SessionStore;
  readonly signIn: SignIn;
  readonly settings: SettingService;
  readonly kiosk: KioskService;
  readonly dispositions: DispositionService;
  readonly corrections: CorrectionService;
  readonly savedFilters: SavedFilterService;
}

const MINUTE_MS = 60_000;

export function createPeople(
  log: Pick<
    StationLog,
    | 'people'
    | 'settings'
    | 'dispositions'
    | 'corrections'
    | 'savedFilters'
    | 'search'
    | 'audit'
    | 'database'
  >,
  bus: Pick<EventBus, 'publish'>,
  warn: (message: string) => void,
  options: PeopleOptions = {},
): PeopleParts {
  const settings = new SettingService(log, bus, warn);
  const sessions = new SessionStore(
    () => settings.current.sessionMinutes * MINUTE_MS,
    options.monotonicMs,
  );
  return {
    settings,
    sessions,
    people: new PeopleService(log, (personId) => sessions.endAllOf(personId), options.secretCost),
    kiosk: new KioskService(log, options),
    signIn: new SignIn(log, sessions, options),
    savedFilters: new SavedFilterService(log),
    corrections: new CorrectionService(log, bus),
    dispositions: new DispositionService(log, bus, () => settings.current.dispositionReasons),
  };
}
