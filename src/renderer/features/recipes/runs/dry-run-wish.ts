/** Two days of this computer, the second one whole, as UTC times; an empty one is open. */
export function periodOf(
  from: string,
  to: string,
): { readonly from?: string; readonly to?: string } {
  const midnight = (day: string, later: number): string | null => {
    const [year = Number.NaN, month = 1, date = 1] = day.split('-').map(Number);
    const time = new Date(year, month - 1, date + later);
    return Number.isNaN(time.getTime()) ? null : time.toISOString();
  };
  const begin = from === '' ? null : midnight(from, 0);
  const end = to === '' ? null : midnight(to, 1);
  return { ...(begin === null ? {} : { from: begin }), ...(end === null ? {} : { to: end }) };
}
