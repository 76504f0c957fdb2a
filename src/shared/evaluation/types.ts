import type { RegionMask } from '../masks/region-mask.ts';

/** `[left, top, width, height]` in pixels, as COCO writes boxes: its arithmetic is kept to the last bit. */
export type CocoBox = readonly [left: number, top: number, width: number, height: number];

interface Shape {
  readonly classId: number;
  readonly box: CocoBox;
  /** Null where there is a box only. */
  readonly mask: RegionMask | null;
}

/** A true object, as somebody labelled it. */
export interface Labelled extends Shape {
  /** In square pixels: what decides whether the object is small, medium or large. */
  readonly area: number;
  /** Stands for many objects: to find some of them is neither right nor wrong (COCO's `iscrowd`). */
  readonly crowd: boolean;
}

/** A detection; `score` is a number from 0 to 1. */
export interface Found extends Shape {
  readonly score: number;
}

/** One picture with what is in it and what was found in it. */
export interface ScoredPicture {
  readonly labels: readonly Labelled[];
  readonly found: readonly Found[];
}

/** By what an overlap is measured. */
export type By = 'box' | 'mask';
