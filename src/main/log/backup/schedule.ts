/**
 * The last moment up to now at which a daily time came, by the machine's own clock and zone.
 *
 * @param time `02:30`
 */
export function lastDue(now: Date, time: string): Date {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const due = new Date(now);
  due.setHours(hours, minutes, 0, 0);
  if (due > now) due.setDate(due.getDate() - 1);
  return due;
}
