import {
  add,
  add32,
  advance,
  assemble,
  constant,
  dot16,
  everywhere32,
  get,
  I32,
  isBelow,
  load8Bytes,
  load32,
  load32Everywhere,
  load128,
  repeatWhile,
  set,
  shiftLeft,
  shiftRight32,
  shuffle,
  storeLow4Bytes,
  storeLow8Bytes,
  subtract,
  toBytes,
  V128,
  type WasmFunction,
  zero128,
} from './wasm-assembler.ts';

/** Taps that one turn of the sideways loop takes: as many RGB pixels as 16 bytes hold whole. */
export const TAPS_AT_ONCE = 4;
/** Bytes that one turn of the downwards loop makes. */
export const BYTES_AT_ONCE = 8;

/** A lane of the zero vector, which is the second one in the shuffles below. */
const Z = 16;
/** Pixels 0 and 1 (2 and 3) of RGB RGB RGB RGB as 16-bit pairs: R R, G G, B B. */
const FIRST_PIXELS = [0, Z, 3, Z, 1, Z, 4, Z, 2, Z, 5, Z, Z, Z, Z, Z];
const LAST_PIXELS = [6, Z, 9, Z, 7, Z, 10, Z, 8, Z, 11, Z, Z, Z, Z, Z];
/** The first (last) four 16-bit values of two rows, paired. */
const FIRST_PAIRS = [0, 1, 16, 17, 2, 3, 18, 19, 4, 5, 20, 21, 6, 7, 22, 23];
const LAST_PAIRS = [8, 9, 24, 25, 10, 11, 26, 27, 12, 13, 28, 29, 14, 15, 30, 31];

/** Half of the last place that is kept, for rounding. */
const half = (precision: number) =>
  everywhere32(shiftLeft(constant(1), subtract(get(precision), constant(1))));

/**
 * sideways(source, firsts, weights, target, outputs, groups, precision): one row.
 * `firsts` lists for each output the byte of its first pixel (i32), `weights` for each output
 * groups x TAPS_AT_ONCE weights (i16). Writes one byte more than the row has.
 */
function sideways(): WasmFunction {
  const [source, firsts, weights, target, outputs, groups, precision, sum, pixels, at, left] = [
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
  ] as const;
  const addPixels = (lanes: readonly number[], weightOffset: number) =>
    set(
      sum,
      add32(
        get(sum),
        dot16(shuffle(get(pixels), zero128, lanes), load32Everywhere(get(weights), weightOffset)),
      ),
    );
  return {
    name: 'sideways',
    parameters: 7,
    locals: [V128, V128, I32, I32],
    body: repeatWhile(
      get(outputs),
      set(sum, half(precision)),
      set(at, add(get(source), load32(get(firsts)))),
      set(left, get(groups)),
      repeatWhile(
        get(left),
        set(pixels, load128(get(at))),
        addPixels(FIRST_PIXELS, 0),
        addPixels(LAST_PIXELS, 4),
        advance(at, 3 * TAPS_AT_ONCE),
        advance(weights, 2 * TAPS_AT_ONCE),
        advance(left, -1),
      ),
      storeLow4Bytes(get(target), toBytes(shiftRight32(get(sum), get(precision)), zero128)),
      advance(firsts, 4),
      advance(target, 3),
      advance(outputs, -1),
    ),
  };
}

/**
 * downwards(rows, weights, pairs, target, length, precision): one row from several.
 * `rows` lists the addresses of pairs x 2 rows (i32), `weights` their weights (i16). Reads and
 * writes whole steps of BYTES_AT_ONCE.
 */
function downwards(): WasmFunction {
  const [rows, weights, pairs, target, length, precision, first, last, upper, lower, weight] = [
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
  ] as const;
  const [at, row, pair, left] = [11, 12, 13, 14] as const;
  const addRows = (sum: number, lanes: readonly number[]) =>
    set(sum, add32(get(sum), dot16(shuffle(get(upper), get(lower), lanes), get(weight))));
  const shifted = (sum: number) => shiftRight32(get(sum), get(precision));
  return {
    name: 'downwards',
    parameters: 6,
    locals: [V128, V128, V128, V128, V128, I32, I32, I32, I32],
    body: repeatWhile(
      isBelow(get(at), get(length)),
      set(first, half(precision)),
      set(last, half(precision)),
      set(row, get(rows)),
      set(pair, get(weights)),
      set(left, get(pairs)),
      repeatWhile(
        get(left),
        set(upper, load8Bytes(add(load32(get(row)), get(at)))),
        set(lower, load8Bytes(add(load32(get(row), 4), get(at)))),
        set(weight, load32Everywhere(get(pair))),
        addRows(first, FIRST_PAIRS),
        addRows(last, LAST_PAIRS),
        advance(row, 8),
        advance(pair, 4),
        advance(left, -1),
      ),
      storeLow8Bytes(add(get(target), get(at)), toBytes(shifted(first), shifted(last))),
      advance(at, BYTES_AT_ONCE),
    ),
  };
}

/** The two loops of an antialiased resize as a WebAssembly module. */
export function simdLoops(): Uint8Array {
  return assemble([sideways(), downwards()]);
}
