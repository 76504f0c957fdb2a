import { useMemo } from 'react';
import type { Detection } from '../../../shared/domain.ts';
import { usePreferences } from '../preferences.ts';
import { useFormats } from '../use-formats.ts';
import type { Layers } from './draw.ts';
import { type Shape, toShape } from './shapes.ts';

/** The detections of a picture ready to be drawn, each with its number, class and score. */
export function useShapes(detections: readonly Detection[]): readonly Shape[] {
  const formats = useFormats();
  return useMemo(
    () =>
      detections.map((detection, index) =>
        toShape(
          detection,
          index,
          `${index + 1} ${detection.className} ${formats.score(detection.score)}`,
        ),
      ),
    [detections, formats],
  );
}

/** What of them is drawn, as this browser remembers it. */
export function useLayers(): Layers {
  const [{ boxes, masks, labels }] = usePreferences();
  return useMemo(() => ({ boxes, masks, labels }), [boxes, masks, labels]);
}
