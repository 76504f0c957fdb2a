export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Of the standard normal distribution, for 95 % in the middle. */
const Z = 1.959963984540054;

/**
 * Where a share lies with 95 % confidence (E. B. Wilson, 1927): unlike the textbook's interval it
 * says something sensible of a handful of parts, and of all good or all bad ones.
 *
 * @returns null where there is nothing to tell it from
 */
export function wilson(hits: number, of: number): Interval | null {
  if (of <= 0) return null;
  const share = hits / of;
  const z2 = Z * Z;
  const centre = share + z2 / (2 * of);
  const reach = Z * Math.sqrt((share * (1 - share)) / of + z2 / (4 * of * of));
  const scale = 1 + z2 / of;
  return {
    low: Math.max(0, (centre - reach) / scale),
    high: Math.min(1, (centre + reach) / scale),
  };
}
