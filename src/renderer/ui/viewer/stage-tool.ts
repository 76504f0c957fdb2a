import type { Placement, Point } from './view.ts';

/**
 * Something that a press on the picture does instead of moving it. Places are in picture pixels; two
 * fingers, the middle button and the wheel still move and zoom.
 */
export interface StageTool {
  /** @returns whether this press is the tool's; the others move the picture */
  begin(point: Point): boolean;
  move(point: Point): void;
  end(): void;
  /** As where a second finger comes: what was begun is not meant. */
  cancel(): void;
  hover(point: Point | null): void;
  /** Draws over the picture, in stage pixels. */
  draw(context: CanvasRenderingContext2D, placement: Placement): void;
  /** Calls back whenever something is to be drawn anew. */
  subscribe(listener: () => void): () => void;
}
