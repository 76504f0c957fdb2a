import type { FilterTaps } from './filter-taps.ts';

/** The arithmetic of a resize from one width to one target size; RGB rows of 8 bits. */
export interface ResizeKernel {
  /** Resizes a source row sideways and keeps it in place `slot` of a ring of `down.stride` rows. */
  readonly sideways: (sourceRow: Uint8Array, slot: number) => void;
  /** Target row `y`, mixed from the kept rows; valid until the next call. */
  readonly mix: (y: number) => Uint8Array;
}

export type CreateKernel = (across: FilterTaps, down: FilterTaps) => ResizeKernel;
