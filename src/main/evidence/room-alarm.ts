import { assertNever } from '../../shared/assert-never.ts';
import type { StationEvent } from '../../shared/events.ts';
import { megabytes, type Room } from './free-space.ts';

const ALARM = 'free-space';

/** What a change of the room on the disk means to people; null where it means nothing. */
export function roomAlarm(room: Room, before: Room, now: Date): StationEvent | null {
  const left = `The disk of the data folder has ${megabytes(room.freeBytes ?? 0)} left`;
  const raised = { kind: 'alarm.raised', alarm: ALARM, since: now.toISOString() } as const;
  switch (room.level) {
    case 'stopped':
      return {
        ...raised,
        severity: 'error',
        message: `${left}: no new pictures are taken until there is room. Nothing is lost: they wait where they are. Delete old evidence, or use a larger disk.`,
      };
    case 'low':
      return {
        ...raised,
        severity: 'warning',
        message: `${left}. Delete old evidence, or use a larger disk, before the station stops.`,
      };
    case 'enough':
    case 'unknown':
      return before.level === 'low' || before.level === 'stopped'
        ? { kind: 'alarm.cleared', alarm: ALARM }
        : null;
    default:
      return assertNever(room.level);
  }
}
