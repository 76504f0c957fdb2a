/** Conversions to 8-bit RGB that the references do and sharp does differently. */

/**
 * CMYK to RGB without colour management, the way OpenCV does it: for a JPEG it cuts the product off
 * by a shift, for a TIFF libtiff divides by 255.
 *
 * @param cmyk pixels x 4, 255 is full ink
 * @returns pixels x 3
 */
export function cmykToRgb(cmyk: Uint8Array, format: 'jpeg' | 'tiff'): Uint8Array {
  const rgb = new Uint8Array((cmyk.length / 4) * 3);
  for (let from = 0, to = 0; from < cmyk.length; from += 4, to += 3) {
    const light = 255 - cmyk[from + 3]!;
    for (let ink = 0; ink < 3; ink++) {
      const coverage = cmyk[from + ink]!;
      rgb[to + ink] =
        format === 'jpeg'
          ? light - ((coverage * light) >> 8)
          : Math.floor((light * (255 - coverage)) / 255);
    }
  }
  return rgb;
}

/**
 * Floating-point samples to 8 bits: they are levels 0…255, cut off at both ends and after the point,
 * as Pillow does it (OpenCV reads no such file as colour, Ultralytics takes the samples as levels).
 *
 * @param samples pixels x channels
 * @param channels 1 (grey) or 3; of more, those after the third are dropped
 * @returns pixels x 3
 */
export function floatToRgb(samples: Float32Array, channels: number): Uint8Array {
  const pixels = samples.length / channels;
  const rgb = new Uint8Array(pixels * 3);
  for (let i = 0; i < pixels; i++) {
    for (let channel = 0; channel < 3; channel++) {
      const sample = samples[i * channels + (channels < 3 ? 0 : channel)]!;
      // Not-a-number compares false and becomes 0.
      rgb[i * 3 + channel] = sample > 0 ? Math.min(255, Math.floor(sample)) : 0;
    }
  }
  return rgb;
}
