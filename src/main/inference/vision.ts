import sharp, { type Sharp } from 'sharp';
import type { Detection, Tiling } from '../../shared/domain.ts';
import { toCocoMask } from '../../shared/masks/index.ts';
import { readOnnxFacts } from '../models/onnx-file.ts';
import { pictureFacts } from '../vision/checks/picture-facts.ts';
import { createHead } from '../vision/create-head.ts';
import { decodePictureFile } from '../vision/decode/decode.ts';
import { measure, measureBox } from '../vision/measure/index.ts';
import { drawOverlay } from '../vision/overlay/overlay.ts';
import { recogniseModel } from '../vision/recognise.ts';
import { cropPicture, joinTiles, tileRects } from '../vision/tiles/index.ts';
import type { Picture, RawDetection } from '../vision/types.ts';
import type { VisionTools } from './vision-tools.ts';

/** Quality at which a scaled copy for a screen shows no blocks. */
const SCREEN_QUALITY = 88;
/** WebP's own limit of a side. */
const WEBP_LARGEST_SIDE = 16_383;
/** libwebp's effort, 0 to 6. Measured at 1080p: 0 takes 93 ms for 78 kB, 2 takes 327 ms for 66 kB. */
const WEBP_EFFORT = 0;

export const visionTools: VisionTools = {
  decode: decodePictureFile,
  readFacts: readOnnxFacts,
  recognise: recogniseModel,
  createHead,
  tiled,
  facts: pictureFacts,
  describe,
  overlay: drawOverlay,
  shrink,
  webp,
};

async function tiled(
  picture: Picture,
  tiling: Tiling,
  detect: (tile: Picture) => Promise<readonly RawDetection[]>,
): Promise<readonly RawDetection[]> {
  const parts = [];
  for (const rect of tileRects(picture.width, picture.height, tiling)) {
    parts.push({ rect, detections: await detect(cropPicture(picture, rect)) });
  }
  return joinTiles(parts);
}

function describe(raw: RawDetection, classes: readonly string[], picture: Picture): Detection {
  const { classId, score, box, mask } = raw;
  const common = {
    classId,
    className: classes[classId] ?? `class ${classId}`,
    score,
    box: [...box] as Detection['box'],
  };
  return mask === null
    ? { ...common, ...measureBox(box) }
    : { ...common, mask: toCocoMask(mask, picture.height, picture.width), ...measure(mask) };
}

async function shrink(
  picture: Picture,
  maxSide: number,
): Promise<{ readonly jpeg: Uint8Array; readonly width: number; readonly height: number }> {
  const { data, info } = await scaled(picture, maxSide)
    .jpeg({ quality: SCREEN_QUALITY })
    .toBuffer({ resolveWithObject: true });
  return { jpeg: data, width: info.width, height: info.height };
}

async function webp(picture: Picture, maxSide: number, quality: number): Promise<Uint8Array> {
  return scaled(picture, Math.min(maxSide, WEBP_LARGEST_SIDE))
    .webp({ quality, effort: WEBP_EFFORT })
    .toBuffer();
}

/** Never larger than it is. */
function scaled({ data, width, height }: Picture, maxSide: number): Sharp {
  return sharp(data, { raw: { width, height, channels: 3 } }).resize({
    width: maxSide,
    height: maxSide,
    fit: 'inside',
    withoutEnlargement: true,
  });
}
