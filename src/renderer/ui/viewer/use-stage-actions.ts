import { useMemo } from 'react';
import type { Box } from '../../../shared/domain.ts';
import { actualZoom, panBy, type Size, WHOLE, zoomAt, zoomTo } from './view.ts';
import type { ViewStore } from './view-store.ts';

/** How large the picture is, in its own pixels, and the stage that shows it. */
export interface StageGeometry {
  readonly picture: Size;
  readonly stage: Size;
}

export interface StageActions {
  fit(): void;
  zoomIn(): void;
  zoomOut(): void;
  actual(): void;
  /** By a share of the stage. */
  pan(x: number, y: number): void;
  showBox(box: Box): void;
}

const STEP = 1.4;

/** What buttons and keys do to the view; nothing until a picture is on the stage. */
export function useStageActions(view: ViewStore, geometry: StageGeometry | null): StageActions {
  return useMemo(() => {
    const zoomBy = (factor: number): void => {
      if (geometry === null) return;
      const { picture, stage } = geometry;
      const middle = { x: stage.width / 2, y: stage.height / 2 };
      view.set(zoomAt(view.get(), factor, middle, picture, stage));
    };
    return {
      fit: () => view.set(WHOLE),
      zoomIn: () => zoomBy(STEP),
      zoomOut: () => zoomBy(1 / STEP),
      actual: () => {
        if (geometry === null) return;
        zoomBy(actualZoom(geometry.picture, geometry.stage) / view.get().zoom);
      },
      pan: (x, y) => {
        if (geometry === null) return;
        const { picture, stage } = geometry;
        view.set(panBy(view.get(), x * stage.width, y * stage.height, picture, stage));
      },
      showBox: ([x1, y1, x2, y2]) => {
        if (geometry === null) return;
        const { picture, stage } = geometry;
        const rect = { x: x1, y: y1, width: x2 - x1, height: y2 - y1 };
        view.set(zoomTo(rect, picture, stage));
      },
    };
  }, [view, geometry]);
}
