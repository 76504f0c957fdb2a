/** Numbers that are the same for the same seed (mulberry32), so that a run that failed can be made again. */
export interface Random {
  /** 0 to below 1. */
  share(): number;
  /** A whole number of `from` to `to`, both included. */
  whole(from: number, to: number): number;
  oneOf<T>(values: readonly T[]): T;
}

export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const share = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const whole = (from: number, to: number): number => from + Math.floor(share() * (to - from + 1));
  return {
    share,
    whole,
    oneOf: (values) => {
      const value = values[whole(0, values.length - 1)];
      if (value === undefined) throw new Error('Nothing to choose from.');
      return value;
    },
  };
}
