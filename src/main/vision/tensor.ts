import type { TensorValue } from './types.ts';

const FLOAT = new Float32Array(1);
const FLOAT_BITS = new Uint32Array(FLOAT.buffer);

let halfToFloatTable: Float32Array | null = null;

/**
 * IEEE 754 binary16 bits to a number.
 * Built from the format's definition: 1 sign, 5 exponent (bias 15), 10 fraction bits.
 */
export function halfToFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** A number to binary16 bits, rounded to nearest, ties to even, by way of float32. */
export function floatToHalf(value: number): number {
  FLOAT[0] = value;
  const bits = FLOAT_BITS[0]!;
  const sign = (bits >>> 16) & 0x8000;
  const magnitude = bits & 0x7fffffff;
  if (magnitude > 0x7f800000) return sign | 0x7e00;
  // 65520 and more round to infinity.
  if (magnitude >= 0x477ff000) return sign | 0x7c00;
  // Below 2^-14 a half is subnormal: a whole multiple of 2^-24.
  if (magnitude < 0x38800000) {
    FLOAT_BITS[0] = magnitude;
    return sign | roundHalfToEven(FLOAT[0]! * 2 ** 24);
  }
  const rebased = magnitude - ((127 - 15) << 23);
  const lowest = (rebased >>> 13) & 1;
  return sign | ((rebased + 0xfff + lowest) >>> 13);
}

/** Python's `round` and IEEE's default: ties go to the even neighbour. */
export function roundHalfToEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest < 0.5) return floor;
  if (rest > 0.5) return floor + 1;
  return floor % 2 === 0 ? floor : floor + 1;
}

/**
 * The values of a float tensor as float32: float32 data without a copy, float16 (Float16Array or
 * raw bits) widened. Null for every other element type, which the caller must refuse.
 */
export function asFloat32(tensor: TensorValue): Float32Array | null {
  if (tensor.type === 'float32' && tensor.data instanceof Float32Array) return tensor.data;
  if (tensor.type !== 'float16') return null;
  const { buffer, byteOffset, byteLength } = tensor.data;
  const bits = new Uint16Array(buffer, byteOffset, byteLength / 2);
  halfToFloatTable ??= Float32Array.from({ length: 0x10000 }, (_, half) => halfToFloat(half));
  const floats = new Float32Array(bits.length);
  for (let i = 0; i < bits.length; i++) floats[i] = halfToFloatTable[bits[i]!]!;
  return floats;
}
