/**
 * 3 pixels of 0.1 mm are 0.30000000000000004 mm to a computer, and no longer than 0.3 mm to anybody
 * else: values this close, as a share, are equal.
 */
const TOLERANCE = 1e-9;

export function isOver(value: number, limit: number): boolean {
  return value > limit + Math.abs(limit) * TOLERANCE;
}

export function isUnder(value: number, limit: number): boolean {
  return value < limit - Math.abs(limit) * TOLERANCE;
}

/** A value for people, with enough digits that one sees on which side of the limit it is. */
export function besideLimit(value: number, limit: number): string {
  for (let digits = 4; digits < 12; digits++) {
    const text = String(Number(value.toPrecision(digits)));
    if (text !== String(limit)) return text;
  }
  return String(value);
}
