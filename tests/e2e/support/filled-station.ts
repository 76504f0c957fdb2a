import { openStationLog } from '../../../src/main/log/station-log.ts';
import type { Inspection } from '../../../src/shared/domain.ts';
import { freshFolder } from '../../support/cli.ts';
import { newInspection } from '../../support/log/filled-log.ts';

const BATCH = 500;

/**
 * A data folder whose log has so many inspections, without pictures; the station is yet to start.
 *
 * @param each what is otherwise in the one of this number, from 1
 */
export async function filledFolder(
  count: number,
  each: (number: number) => Partial<Inspection> = () => ({}),
): Promise<string> {
  const folder = freshFolder('filled');
  const log = await openStationLog({ folder, software: 'test', log: () => undefined });
  try {
    for (let first = 1; first <= count; first += BATCH) {
      log.database.transaction(() => {
        for (let number = first; number < Math.min(first + BATCH, count + 1); number += 1) {
          const file = `part-${String(number).padStart(6, '0')}.jpg`;
          log.inspections.record(newInspection(log, { file, ...each(number) }));
        }
      });
    }
  } finally {
    await log.close();
  }
  return folder;
}
