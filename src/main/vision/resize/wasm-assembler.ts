/**
 * As much of WebAssembly's binary format (specification 2.0, chapter 5) as a few hand-written
 * vector loops need, so that they can be read here instead of lying around as a binary.
 */

/** Instructions as bytes. */
export type Code = readonly number[];

export const I32 = 0x7f;
export const V128 = 0x7b;

export function unsigned(value: number): Code {
  const low = value & 0x7f;
  return value < 0x80 ? [low] : [low | 0x80, ...unsigned(value >>> 7)];
}

function signed(value: number): Code {
  const low = value & 0x7f;
  const rest = value >> 7;
  const last = (rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0);
  return last ? [low] : [low | 0x80, ...signed(rest)];
}

const sequence = (...parts: readonly Code[]): Code => parts.flat();
const vector = (opcode: number): Code => [0xfd, ...unsigned(opcode)];
/** No alignment is promised; the offset is in bytes. */
const memory = (offset: number): Code => [0, ...unsigned(offset)];

export const get = (local: number): Code => [0x20, ...unsigned(local)];
export const set = (local: number, value: Code): Code => [...value, 0x21, ...unsigned(local)];
export const constant = (value: number): Code => [0x41, ...signed(value)];
export const add = (a: Code, b: Code): Code => [...a, ...b, 0x6a];
export const subtract = (a: Code, b: Code): Code => [...a, ...b, 0x6b];
export const shiftLeft = (a: Code, b: Code): Code => [...a, ...b, 0x74];
export const isBelow = (a: Code, b: Code): Code => [...a, ...b, 0x49];
export const load32 = (address: Code, offset = 0): Code => [...address, 0x28, ...memory(offset)];
export const advance = (local: number, by: number): Code =>
  set(local, add(get(local), constant(by)));

/** Runs the body, and again as long as the condition holds after it. */
export const repeatWhile = (condition: Code, ...body: readonly Code[]): Code =>
  sequence([0x03, 0x40], ...body, condition, [0x0d, 0, 0x0b]);

/** `v128`: 16 bytes; lanes are named by their width, 8-bit values widen without a sign. */
export const load128 = (address: Code): Code => [...address, ...vector(0), ...memory(0)];
export const load8Bytes = (address: Code): Code => [...address, ...vector(2), ...memory(0)];
export const load32Everywhere = (address: Code, offset = 0): Code => [
  ...address,
  ...vector(9),
  ...memory(offset),
];
export const zero128: Code = [...vector(12), ...new Array<number>(16).fill(0)];
export const shuffle = (a: Code, b: Code, lanes: readonly number[]): Code => [
  ...a,
  ...b,
  ...vector(13),
  ...lanes,
];
export const everywhere32 = (value: Code): Code => [...value, ...vector(17)];
export const add32 = (a: Code, b: Code): Code => [...a, ...b, ...vector(174)];
/** Products of 16-bit lanes, neighbours added to 32 bits. */
export const dot16 = (a: Code, b: Code): Code => [...a, ...b, ...vector(186)];
export const shiftRight32 = (a: Code, bits: Code): Code => [...a, ...bits, ...vector(172)];
/** 32-bit lanes to bytes, clamped to 0…255: first a's four, then b's. */
export const toBytes = (a: Code, b: Code): Code =>
  sequence(a, b, vector(133), zero128, vector(102));
export const storeLow4Bytes = (address: Code, value: Code): Code => [
  ...address,
  ...value,
  ...vector(90),
  ...memory(0),
  0,
];
export const storeLow8Bytes = (address: Code, value: Code): Code => [
  ...address,
  ...value,
  ...vector(91),
  ...memory(0),
  0,
];

export interface WasmFunction {
  readonly name: string;
  /** Number of i32 parameters: locals 0 to parameters - 1. */
  readonly parameters: number;
  /** Types of the locals after them. */
  readonly locals: readonly number[];
  readonly body: Code;
}

/** A module that exports the functions and a memory named `memory` of one page to begin with. */
export function assemble(functions: readonly WasmFunction[]): Uint8Array {
  const all = <T>(items: readonly T[], encode: (item: T, index: number) => Code): Code =>
    sequence(unsigned(items.length), ...items.map(encode));
  const sized = (content: Code): Code => [...unsigned(content.length), ...content];
  const section = (id: number, content: Code): Code => [id, ...sized(content)];
  const text = (value: string): Code => sized([...new TextEncoder().encode(value)]);
  return Uint8Array.from(
    sequence(
      [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
      section(
        1,
        all(functions, ({ parameters }) => [
          0x60,
          ...unsigned(parameters),
          ...new Array<number>(parameters).fill(I32),
          0,
        ]),
      ),
      section(
        3,
        all(functions, (_, index) => unsigned(index)),
      ),
      section(5, [1, 0, 1]),
      section(7, [
        ...unsigned(functions.length + 1),
        ...text('memory'),
        2,
        0,
        ...functions.flatMap(({ name }, index) => [...text(name), 0, ...unsigned(index)]),
      ]),
      section(
        10,
        all(functions, ({ locals, body }) =>
          sized([...all(locals, (type) => [1, type]), ...body, 0x0b]),
        ),
      ),
    ),
  );
}
