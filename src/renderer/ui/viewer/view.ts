/**
 * Where one looks: the picture's point in the middle of the stage, as a share of its sides, and how
 * much closer than "the whole picture fits". Shares, not pixels, so that two viewers of different
 * size, or a scaled copy and the full picture, can have the same view.
 */
export interface View {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

/** Width and height of the picture in its own pixels, or of the stage in CSS pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** screen = picture * scale + offset */
export interface Placement {
  readonly scale: number;
  readonly offsetX: number;
  readonly offsetY: number;
}

export const WHOLE: View = { x: 0.5, y: 0.5, zoom: 1 };

/** Closer than this many CSS pixels a picture pixel shows nothing more. */
const CLOSEST = 40;

/** CSS pixels a picture pixel at zoom 1. */
export function fitScale(picture: Size, stage: Size): number {
  return Math.min(stage.width / picture.width, stage.height / picture.height);
}

export function place(view: View, picture: Size, stage: Size): Placement {
  const scale = fitScale(picture, stage) * view.zoom;
  return {
    scale,
    offsetX: stage.width / 2 - view.x * picture.width * scale,
    offsetY: stage.height / 2 - view.y * picture.height * scale,
  };
}

export function toPicture(point: Point, { scale, offsetX, offsetY }: Placement): Point {
  return { x: (point.x - offsetX) / scale, y: (point.y - offsetY) / scale };
}

export function toStage(point: Point, { scale, offsetX, offsetY }: Placement): Point {
  return { x: point.x * scale + offsetX, y: point.y * scale + offsetY };
}

/** Zooms by `factor` while the picture's point under `anchor` (in stage pixels) stays where it is. */
export function zoomAt(
  view: View,
  factor: number,
  anchor: Point,
  picture: Size,
  stage: Size,
): View {
  const fit = fitScale(picture, stage);
  const closest = Math.max(1, CLOSEST / fit);
  // A picture smaller than the stage may shrink to its own size, a larger one to the stage.
  const farthest = Math.min(1, 1 / fit);
  const zoom = Math.min(closest, Math.max(farthest, view.zoom * factor));
  const under = toPicture(anchor, place(view, picture, stage));
  const scale = fitScale(picture, stage) * zoom;
  return inBounds(
    {
      x: (under.x - (anchor.x - stage.width / 2) / scale) / picture.width,
      y: (under.y - (anchor.y - stage.height / 2) / scale) / picture.height,
      zoom,
    },
    picture,
    stage,
  );
}

/** Moves the picture by so many stage pixels. */
export function panBy(view: View, dx: number, dy: number, picture: Size, stage: Size): View {
  const { scale } = place(view, picture, stage);
  return inBounds(
    {
      ...view,
      x: view.x - dx / (picture.width * scale),
      y: view.y - dy / (picture.height * scale),
    },
    picture,
    stage,
  );
}

/** Shows a rectangle of the picture with room around it. */
export function zoomTo(
  rect: { readonly x: number; readonly y: number } & Size,
  picture: Size,
  stage: Size,
): View {
  const room = 3;
  const closest = Math.max(1, CLOSEST / 5 / fitScale(picture, stage));
  const zoom = Math.min(
    closest,
    Math.max(1, 1 / (room * Math.max(rect.width / picture.width, rect.height / picture.height))),
  );
  return inBounds(
    {
      x: (rect.x + rect.width / 2) / picture.width,
      y: (rect.y + rect.height / 2) / picture.height,
      zoom,
    },
    picture,
    stage,
  );
}

/** The zoom at which one picture pixel is one CSS pixel. */
export function actualZoom(picture: Size, stage: Size): number {
  return 1 / fitScale(picture, stage);
}

/** Keeps the picture on the stage: a side that fits is centred, one that does not has no gap. */
export function inBounds(view: View, picture: Size, stage: Size): View {
  const { scale } = place(view, picture, stage);
  return {
    x: clampCentre(view.x, stage.width / (picture.width * scale)),
    y: clampCentre(view.y, stage.height / (picture.height * scale)),
    zoom: view.zoom,
  };
}

/** @param shown how much of the side the stage shows, 1 or more when all of it */
function clampCentre(centre: number, shown: number): number {
  if (shown >= 1) return 0.5;
  return Math.min(1 - shown / 2, Math.max(shown / 2, centre));
}
