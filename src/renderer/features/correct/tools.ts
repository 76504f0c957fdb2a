import type { Box } from '../../../shared/domain.ts';
import type { StageTool } from '../../ui/viewer/stage-tool.ts';
import { type Placement, type Point, toStage } from '../../ui/viewer/view.ts';
import { boxBetween, type PictureSize } from './draft.ts';

/** What the tools have in common: they tell when something is to be drawn anew. */
abstract class Tool implements StageTool {
  readonly #listeners = new Set<() => void>();
  protected readonly isMoving: () => boolean;

  /** @param isMoving whether the picture is to be moved now, as with the space bar held down */
  constructor(isMoving: () => boolean) {
    this.isMoving = isMoving;
  }

  abstract begin(point: Point): boolean;
  abstract move(point: Point): void;
  abstract end(): void;
  abstract cancel(): void;
  abstract hover(point: Point | null): void;
  abstract draw(context: CanvasRenderingContext2D, placement: Placement): void;

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  protected redraw(): void {
    for (const listener of this.#listeners) listener();
  }
}

export interface BrushOptions {
  readonly isMoving: () => boolean;
  /** In picture pixels. */
  readonly radius: number;
  readonly colour: string;
  /** Where alone it works; null: everywhere. */
  readonly within: Path2D | null;
  readonly onStroke: (points: readonly Point[]) => void;
}

/** A round brush. While it goes only its way is drawn; the mask is computed when it is lifted. */
export class BrushTool extends Tool {
  readonly #options: BrushOptions;
  #points: Point[] = [];
  #at: Point | null = null;

  constructor(options: BrushOptions) {
    super(options.isMoving);
    this.#options = options;
  }

  begin(point: Point): boolean {
    if (this.isMoving()) return false;
    this.#points = [point];
    this.hover(point);
    return true;
  }

  move(point: Point): void {
    this.#points.push(point);
    this.hover(point);
  }

  end(): void {
    const points = this.#points;
    this.cancel();
    if (points.length > 0) this.#options.onStroke(points);
  }

  cancel(): void {
    this.#points = [];
    this.redraw();
  }

  hover(point: Point | null): void {
    this.#at = point;
    this.redraw();
  }

  draw(context: CanvasRenderingContext2D, placement: Placement): void {
    const { radius, colour, within } = this.#options;
    const { scale, offsetX, offsetY } = placement;
    const [first, ...rest] = this.#points;
    if (first !== undefined) {
      context.save();
      context.translate(offsetX, offsetY);
      context.scale(scale, scale);
      if (within !== null) context.clip(within, 'evenodd');
      context.globalAlpha = 0.6;
      context.strokeStyle = colour;
      context.lineWidth = 2 * radius;
      context.lineCap = 'round';
      context.lineJoin = 'round';
      context.beginPath();
      context.moveTo(first.x, first.y);
      context.lineTo(first.x, first.y);
      for (const { x, y } of rest) context.lineTo(x, y);
      context.stroke();
      context.restore();
    }
    if (this.#at === null) return;
    const { x, y } = toStage(this.#at, placement);
    for (const [style, width] of RIM) {
      context.strokeStyle = style;
      context.lineWidth = width;
      context.beginPath();
      context.arc(x, y, Math.max(2, radius * scale), 0, 2 * Math.PI);
      context.stroke();
    }
  }
}

/** Seen on any picture: dark around light. */
const RIM = [
  ['rgba(0, 0, 0, 0.65)', 4],
  ['#ffffff', 2],
] as const;

export interface BoxOptions {
  readonly isMoving: () => boolean;
  readonly picture: PictureSize;
  readonly colour: string;
  readonly onBox: (box: Box) => void;
}

export class BoxTool extends Tool {
  readonly #options: BoxOptions;
  #from: Point | null = null;
  #to: Point | null = null;

  constructor(options: BoxOptions) {
    super(options.isMoving);
    this.#options = options;
  }

  begin(point: Point): boolean {
    if (this.isMoving()) return false;
    this.#from = point;
    this.move(point);
    return true;
  }

  move(point: Point): void {
    this.#to = point;
    this.redraw();
  }

  end(): void {
    const box = this.#box();
    this.cancel();
    if (box !== null) this.#options.onBox(box);
  }

  cancel(): void {
    this.#from = null;
    this.#to = null;
    this.redraw();
  }

  hover(): void {
    // Its cross is the pointer's.
  }

  draw(context: CanvasRenderingContext2D, placement: Placement): void {
    const box = this.#box();
    if (box === null) return;
    const from = toStage({ x: box[0], y: box[1] }, placement);
    const to = toStage({ x: box[2], y: box[3] }, placement);
    for (const [style, width] of [RIM[0], [this.#options.colour, 2]] as const) {
      context.strokeStyle = style;
      context.lineWidth = width;
      context.strokeRect(from.x, from.y, to.x - from.x, to.y - from.y);
    }
  }

  #box(): Box | null {
    if (this.#from === null || this.#to === null) return null;
    return boxBetween(this.#from, this.#to, this.#options.picture);
  }
}
