import type { Shape } from './shapes.ts';
import { type Placement, type Size, toPicture, toStage } from './view.ts';

export interface Layers {
  readonly boxes: boolean;
  readonly masks: boolean;
  readonly labels: boolean;
}

export interface Scene {
  readonly stage: Size;
  readonly pixelRatio: number;
  readonly placement: Placement;
  /** The picture's size in its own pixels; the bitmap may be a smaller copy. */
  readonly picture: Size;
  readonly bitmap: ImageBitmap | null;
  readonly shapes: readonly Shape[];
  readonly layers: Layers;
  readonly hovered: number | null;
  readonly selected: number | null;
  readonly background: string;
  readonly font: string;
}

/** From so many CSS pixels a picture pixel on, its pixels are shown as squares and not blurred. */
const SQUARE_PIXELS_FROM = 4;
const LABEL_HEIGHT = 22;
const LABEL_PADDING = 6;
const LABEL_TEXT = 13;

/** Draws one frame; only what is in sight is touched, so the cost is that of the screen. */
export function drawScene(context: CanvasRenderingContext2D, scene: Scene): void {
  const { stage, pixelRatio, background } = scene;
  context.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0);
  context.globalAlpha = 1;
  context.fillStyle = background;
  context.fillRect(0, 0, stage.width, stage.height);
  drawPicture(context, scene);
  const visible = scene.shapes.filter((shape) => inSight(shape, scene));
  if (scene.layers.masks) for (const shape of visible) drawMask(context, shape, scene);
  for (const shape of visible) {
    if (scene.layers.boxes || isLit(shape, scene)) drawBox(context, shape, scene);
  }
  drawLabels(context, visible, scene);
}

function isLit(shape: Shape, { hovered, selected }: Scene): boolean {
  return shape.index === hovered || shape.index === selected;
}

function inSight({ box: [x1, y1, x2, y2] }: Shape, { stage, placement }: Scene): boolean {
  const from = toStage({ x: x1, y: y1 }, placement);
  const to = toStage({ x: x2, y: y2 }, placement);
  return to.x >= 0 && to.y >= 0 && from.x <= stage.width && from.y <= stage.height;
}

function drawPicture(context: CanvasRenderingContext2D, scene: Scene): void {
  const { bitmap, picture, placement, stage } = scene;
  if (bitmap === null) return;
  const topLeft = toPicture({ x: 0, y: 0 }, placement);
  const bottomRight = toPicture({ x: stage.width, y: stage.height }, placement);
  const left = Math.max(0, Math.floor(topLeft.x));
  const top = Math.max(0, Math.floor(topLeft.y));
  const right = Math.min(picture.width, Math.ceil(bottomRight.x));
  const bottom = Math.min(picture.height, Math.ceil(bottomRight.y));
  if (right <= left || bottom <= top) return;
  const shrinkX = bitmap.width / picture.width;
  const shrinkY = bitmap.height / picture.height;
  const at = toStage({ x: left, y: top }, placement);
  context.imageSmoothingEnabled = placement.scale < SQUARE_PIXELS_FROM;
  context.imageSmoothingQuality = 'medium';
  context.drawImage(
    bitmap,
    left * shrinkX,
    top * shrinkY,
    (right - left) * shrinkX,
    (bottom - top) * shrinkY,
    at.x,
    at.y,
    (right - left) * placement.scale,
    (bottom - top) * placement.scale,
  );
}

function drawMask(context: CanvasRenderingContext2D, shape: Shape, scene: Scene): void {
  const outline = shape.outline();
  if (outline === null) return;
  const { scale, offsetX, offsetY } = scene.placement;
  const lit = isLit(shape, scene);
  context.save();
  context.translate(offsetX, offsetY);
  context.scale(scale, scale);
  context.fillStyle = shape.colour;
  context.strokeStyle = shape.colour;
  context.globalAlpha = lit ? 0.55 : 0.35;
  context.fill(outline, 'evenodd');
  context.globalAlpha = 1;
  context.lineWidth = (lit ? 2.5 : 1.5) / scale;
  context.lineJoin = 'round';
  context.stroke(outline);
  context.restore();
}

function drawBox(context: CanvasRenderingContext2D, shape: Shape, scene: Scene): void {
  const from = toStage({ x: shape.box[0], y: shape.box[1] }, scene.placement);
  const to = toStage({ x: shape.box[2], y: shape.box[3] }, scene.placement);
  const lit = isLit(shape, scene);
  // A dark rim keeps every class colour apart from a picture of any brightness.
  context.strokeStyle = 'rgba(0, 0, 0, 0.65)';
  context.lineWidth = lit ? 7 : 4;
  context.strokeRect(from.x, from.y, to.x - from.x, to.y - from.y);
  context.strokeStyle = shape.colour;
  context.lineWidth = lit ? 4 : 2;
  context.strokeRect(from.x, from.y, to.x - from.x, to.y - from.y);
}

interface PlacedLabel {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** The lit one first, then as listed; a label that would lie over another is left out. */
function drawLabels(
  context: CanvasRenderingContext2D,
  shapes: readonly Shape[],
  scene: Scene,
): void {
  const wanted = scene.layers.labels ? shapes : shapes.filter((shape) => isLit(shape, scene));
  const ordered = [...wanted].sort(
    (a, b) => Number(isLit(b, scene)) - Number(isLit(a, scene)) || a.index - b.index,
  );
  context.font = `600 ${LABEL_TEXT}px ${scene.font}`;
  context.textBaseline = 'middle';
  const placed: PlacedLabel[] = [];
  for (const shape of ordered) {
    const width = context.measureText(shape.label).width + 2 * LABEL_PADDING + 6;
    const position = labelPosition(shape, width, scene);
    if (placed.some((other) => overlaps(other, { ...position, width }))) continue;
    placed.push({ ...position, width });
    context.fillStyle = '#16181a';
    context.fillRect(position.x, position.y, width, LABEL_HEIGHT);
    context.fillStyle = shape.colour;
    context.fillRect(position.x, position.y, 6, LABEL_HEIGHT);
    context.fillStyle = '#ffffff';
    context.fillText(
      shape.label,
      position.x + 6 + LABEL_PADDING,
      position.y + LABEL_HEIGHT / 2 + 1,
    );
  }
}

/** Above the box; below it where the stage ends; always inside the stage. */
function labelPosition(
  shape: Shape,
  width: number,
  { placement, stage }: Scene,
): { readonly x: number; readonly y: number } {
  const from = toStage({ x: shape.box[0], y: shape.box[1] }, placement);
  const to = toStage({ x: shape.box[2], y: shape.box[3] }, placement);
  const gap = 4;
  const above = from.y - LABEL_HEIGHT - gap;
  const below = to.y + gap;
  const y = above >= 0 ? above : below + LABEL_HEIGHT <= stage.height ? below : 0;
  return { x: Math.max(0, Math.min(from.x, stage.width - width)), y };
}

function overlaps(a: PlacedLabel, b: PlacedLabel): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && Math.abs(a.y - b.y) < LABEL_HEIGHT;
}
