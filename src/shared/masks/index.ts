export { fromBitmap, toBitmap } from './bitmap.ts';
export { type BrushPoint, brushStroke } from './brush.ts';
export { fromCocoCounts, fromCocoMask, toCocoMask } from './coco-mask.ts';
export { crop, maskArea, maskBounds, translate, trim } from './geometry.ts';
export { maskOutline } from './outline.ts';
export { polygonMask } from './polygon.ts';
export type { RegionMask } from './region-mask.ts';
export { forEachSegment } from './segments.ts';
export { intersectionArea, maskIou, subtractMask, unionMasks } from './set-operations.ts';
