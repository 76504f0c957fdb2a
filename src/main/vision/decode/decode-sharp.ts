import sharp, { type Sharp } from 'sharp';
import { PitchlineError } from '../../../shared/errors.ts';
import type { Picture } from '../types.ts';
import { checkContainerEnd } from './container.ts';
import { checkPixelCount, corrupt, type PictureFormat, truncated, unsupported } from './format.ts';
import { cmykToRgb, floatToRgb } from './levels.ts';
import { readTiffFacts } from './tiff-facts.ts';

type SharpFormat = Exclude<PictureFormat, 'bmp'>;

// Every picture is judged once: a cache of decoded pictures would only hold memory.
sharp.cache(false);

/** A picture within the limits takes a second; more means a file made to keep the decoder busy. */
const TIMEOUT_SECONDS = 60;

/**
 * What libjpeg only warns of although it filled in pixels that the file does not have, or read a
 * table from shifted bytes (bytes left over before the end, 0xd9, harm nothing), and what takes too
 * long to be tried twice.
 */
const LOST_PIXELS_OR_TIME =
  /premature end|bad (Huffman|arithmetic) code|instead of RST|extraneous bytes before marker 0x(?!d9)|timeout/i;

/**
 * Decodes JPEG, PNG, TIFF and WebP in libvips' own threads, turned upright by EXIF, alpha dropped
 * and not blended, colour profiles not applied: bit-equal to OpenCV's imread for 8- and 16-bit
 * pictures. Of several pages or frames the first.
 *
 * @throws PitchlineError PICTURE_TRUNCATED, PICTURE_CORRUPT, PICTURE_UNSUPPORTED, PICTURE_TOO_LARGE
 */
export async function decodeWithSharp(
  bytes: Uint8Array,
  format: SharpFormat,
  maxPixels: number,
): Promise<Picture> {
  checkContainerEnd(bytes, format);
  try {
    return await readPixels(bytes, format, maxPixels, format === 'jpeg' ? 'warning' : 'error');
  } catch (error) {
    if (
      format !== 'jpeg' ||
      error instanceof PitchlineError ||
      LOST_PIXELS_OR_TIME.test(String(error))
    ) {
      throw explain(error, format);
    }
  }
  // A warning about something that changes no pixel, which other programs read past.
  try {
    return await readPixels(bytes, format, maxPixels, 'error');
  } catch (error) {
    throw explain(error, format);
  }
}

async function readPixels(
  bytes: Uint8Array,
  format: SharpFormat,
  maxPixels: number,
  failOn: 'error' | 'warning',
): Promise<Picture> {
  const floatingPoint = format === 'tiff' && readTiffFacts(bytes).floatingPoint;
  const image = sharp(bytes, { failOn, ignoreIcc: true, limitInputPixels: false });
  const metadata = await image.metadata();
  if (metadata.format !== format) {
    throw unsupported(format, `libvips takes it for ${metadata.format}`);
  }
  // The limit is checked here, with figures, before any pixel is decoded.
  checkPixelCount(metadata.width, metadata.height, maxPixels);
  image.timeout({ seconds: TIMEOUT_SECONDS }).rotate();
  if (floatingPoint) return await readFloats(image, metadata.channels);
  if (metadata.space === 'cmyk' && format !== 'webp' && format !== 'png') {
    return await readCmyk(image, format);
  }
  return await readRgb(image);
}

async function readRgb(image: Sharp): Promise<Picture> {
  const { data, info } = await image
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return picture(info, data);
}

async function readCmyk(image: Sharp, format: 'jpeg' | 'tiff'): Promise<Picture> {
  const { data, info } = await image
    .pipelineColourspace('cmyk')
    .toColourspace('cmyk')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return picture(info, cmykToRgb(data, format));
}

/** Both colour spaces are what libvips calls unconverted floating-point samples. */
async function readFloats(image: Sharp, channels: number): Promise<Picture> {
  const { data, info } = await image
    .toColourspace(channels < 3 ? 'b-w' : 'scrgb')
    .raw({ depth: 'float' })
    .toBuffer({ resolveWithObject: true });
  const samples = new Float32Array(data.buffer, data.byteOffset, data.byteLength / 4);
  return picture(info, floatToRgb(samples, info.channels));
}

function picture(info: { width: number; height: number }, rgb: Uint8Array): Picture {
  return {
    width: info.width,
    height: info.height,
    data: new Uint8Array(rgb.buffer, rgb.byteOffset, rgb.byteLength),
  };
}

/** libvips tells its failures apart in words only; the first line is enough for a person. */
function explain(error: unknown, format: SharpFormat): PitchlineError {
  if (error instanceof PitchlineError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const line = message.split('\n', 1)[0]!.replace(/^Input buffer has corrupt header: /, '');
  if (/premature end|read error at/i.test(message)) return truncated(format, line, error);
  if (/^timeout/i.test(message)) {
    return corrupt(format, `decoding it did not end within ${TIMEOUT_SECONDS} seconds`, error);
  }
  return corrupt(format, line, error);
}
