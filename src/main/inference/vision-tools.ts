import type { Detection, Tiling } from '../../shared/domain.ts';
import type { ModelSpec } from '../../shared/models.ts';
import type { PictureFacts } from '../../shared/recipes/picture-checks.ts';
import type {
  DecodeLimits,
  Head,
  OnnxFacts,
  Picture,
  RawDetection,
  SpecOverrides,
} from '../vision/types.ts';

/** A decoded file; `sha256` is that of `bytes`. */
export interface DecodedFile {
  readonly picture: Picture;
  /** The file as it was read, once; it may have changed on the disk since. */
  readonly bytes: Uint8Array;
  readonly sha256: string;
}

/** What the inference process takes from vision, in one place, so that tests can stand in for it. */
export interface VisionTools {
  decode(path: string, limits: DecodeLimits): Promise<DecodedFile>;
  readFacts(path: string): Promise<OnnxFacts>;
  recognise(facts: OnnxFacts, overrides: SpecOverrides): ModelSpec;
  createHead(spec: ModelSpec): Head;
  /** Judges the picture tile by tile with `detect` and joins what the tiles found. */
  tiled(
    picture: Picture,
    tiling: Tiling,
    detect: (tile: Picture) => Promise<readonly RawDetection[]>,
  ): Promise<readonly RawDetection[]>;
  facts(picture: Picture): PictureFacts;
  describe(raw: RawDetection, classes: readonly string[], picture: Picture): Detection;
  overlay(picture: Picture, detections: readonly Detection[]): Promise<Uint8Array>;
  shrink(
    picture: Picture,
    maxSide: number,
  ): Promise<{ readonly jpeg: Uint8Array; readonly width: number; readonly height: number }>;
  /** The picture as lossy WebP, its longest side at most `maxSide`. */
  webp(picture: Picture, maxSide: number, quality: number): Promise<Uint8Array>;
}
