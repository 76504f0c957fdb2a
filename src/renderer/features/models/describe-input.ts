import { assertNever } from '../../../shared/assert-never.ts';
import type { ModelSpec } from '../../../shared/models.ts';

/** What the network sees of a picture: width × height, or how its size follows from the picture. */
export function describeInput(spec: ModelSpec): string {
  if (spec.kind === 'yolo') return `${spec.imageSize[1]} × ${spec.imageSize[0]}`;
  const { resize } = spec;
  switch (resize.style) {
    case 'exact':
      return `${resize.width} × ${resize.height}`;
    case 'edges':
      return `${resize.shortest}–${resize.longest}`;
    case 'none':
      return '–';
    default:
      return assertNever(resize);
  }
}
