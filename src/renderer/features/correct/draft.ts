import {
  type Annotation,
  annotationOf,
  type CorrectionContent,
} from '../../../shared/corrections.ts';
import type { Box, Detection } from '../../../shared/domain.ts';
import {
  fromCocoMask,
  maskBounds,
  type RegionMask,
  subtractMask,
  toCocoMask,
  unionMasks,
} from '../../../shared/masks/index.ts';

/** An annotation on the way; it is never changed, only replaced, so that undoing costs nothing. */
export interface DraftAnnotation {
  /** Names it as long as the picture is open. */
  readonly key: number;
  /** Index of the model's detection that it was; null: a person added it. */
  readonly detection: number | null;
  readonly className: string;
  readonly box: Box;
  readonly mask: RegionMask | null;
}

/** What is in the picture. */
export type Draft = readonly DraftAnnotation[];

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** What the model found, before anybody changed anything; the key of each is its index. */
export function modelDraft(detections: readonly Detection[]): Draft {
  return detections.map((each, index) => drafted(annotationOf(each), index, index));
}

/** As a correction has it. What it kept is the very object of the model's draft. */
export function correctedDraft(model: Draft, { detections, added }: CorrectionContent): Draft {
  const stay = model.flatMap((own): Draft => {
    const said = detections.find(({ detection }) => detection === own.detection);
    if (said === undefined || said.change === 'deleted') return [];
    if (said.change === 'kept') return [own];
    if (said.change === 'relabelled') return [{ ...own, className: said.className }];
    return [drafted(said, own.key, own.detection)];
  });
  return [...stay, ...added.map((each, index) => drafted(each, model.length + index, null))];
}

function drafted(
  { className, box, mask }: Annotation,
  key: number,
  detection: number | null,
): DraftAnnotation {
  return { key, detection, className, box, mask: mask === undefined ? null : fromCocoMask(mask) };
}

/** What is saved. Run lengths are written here, and not while somebody paints. */
export function contentOf(
  draft: Draft,
  model: Draft,
  { width, height }: PictureSize,
): CorrectionContent {
  const annotation = ({ className, box, mask }: DraftAnnotation): Annotation => ({
    className,
    box: [...box],
    ...(mask === null ? {} : { mask: toCocoMask(mask, height, width) }),
  });
  const detections = model.map((own, detection): CorrectionContent['detections'][number] => {
    const now = draft.find((each) => each.detection === detection);
    if (now === undefined) return { change: 'deleted', detection };
    if (now.box !== own.box || now.mask !== own.mask) {
      return { change: 'redrawn', detection, ...annotation(now) };
    }
    return now.className === own.className
      ? { change: 'kept', detection }
      : { change: 'relabelled', detection, className: now.className };
  });
  return { detections, added: draft.filter((each) => each.detection === null).map(annotation) };
}

export function removed(draft: Draft, key: number): Draft {
  return draft.filter((each) => each.key !== key);
}

export function relabelled(draft: Draft, key: number, className: string): Draft {
  return draft.map((each) => (each.key === key ? { ...each, className } : each));
}

/** With a further one; its key is that of the last. */
export function added(
  draft: Draft,
  what: Pick<DraftAnnotation, 'className' | 'box' | 'mask'>,
): Draft {
  const key = Math.max(1_000_000, ...draft.map((each) => each.key + 1));
  return [...draft, { key, detection: null, ...what }];
}

/** With more of one painted, or something new where none is named. */
export function painted(
  draft: Draft,
  key: number | null,
  stroke: RegionMask,
  className: string,
): Draft {
  const one = draft.find((each) => each.key === key);
  if (one === undefined) return added(draft, { className, box: boxOf(stroke), mask: stroke });
  return withMask(draft, one, one.mask === null ? stroke : unionMasks([one.mask, stroke]));
}

/** With a piece of one cut off; what has nothing left is gone. The same draft where nothing was cut. */
export function cut(draft: Draft, key: number, stroke: RegionMask): Draft {
  const one = draft.find((each) => each.key === key);
  if (one === undefined || one.mask === null) return draft;
  const left = subtractMask(one.mask, stroke);
  return left === null ? removed(draft, key) : withMask(draft, one, left);
}

function withMask(draft: Draft, one: DraftAnnotation, mask: RegionMask): Draft {
  return draft.map((each) => (each === one ? { ...one, mask, box: boxOf(mask) } : each));
}

function boxOf(mask: RegionMask): Box {
  const { x, y, width, height } = maskBounds(mask) ?? mask;
  return [x, y, x + width, y + height];
}

/** A rectangle between two places, in whole pixels of the picture; null where it is too small to be meant. */
export function boxBetween(
  one: { readonly x: number; readonly y: number },
  other: { readonly x: number; readonly y: number },
  { width, height }: PictureSize,
): Box | null {
  const clamp = (value: number, most: number): number =>
    Math.min(most, Math.max(0, Math.round(value)));
  const [x1, x2] = [one.x, other.x].sort((a, b) => a - b).map((x) => clamp(x, width));
  const [y1, y2] = [one.y, other.y].sort((a, b) => a - b).map((y) => clamp(y, height));
  if (x1 === undefined || x2 === undefined || y1 === undefined || y2 === undefined) return null;
  return x2 - x1 < SMALLEST_BOX || y2 - y1 < SMALLEST_BOX ? null : [x1, y1, x2, y2];
}

/** Pixels; less is a click that slipped. */
const SMALLEST_BOX = 2;
