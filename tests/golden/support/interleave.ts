/**
 * Undoes [3, height, width] and the division by 255: the bytes, pixel by pixel, that a reference
 * has before it makes a tensor.
 */
export function interleavedBytes(values: Float32Array, pixels: number): Uint8Array {
  const bytes = new Uint8Array(pixels * 3);
  for (let pixel = 0; pixel < pixels; pixel++) {
    for (let channel = 0; channel < 3; channel++) {
      bytes[pixel * 3 + channel] = Math.round(values[channel * pixels + pixel]! * 255);
    }
  }
  return bytes;
}
