import type { Reason } from '../domain.ts';
import { besideLimit, isOver, isUnder } from './compare.ts';
import type { CheckOutcome, PictureChecks, PictureFacts } from './picture-checks.ts';
import type { PictureSize } from './scale.ts';

interface Bounds {
  readonly rule: string;
  readonly what: string;
  /** undefined where it was not measured. */
  readonly value: number | undefined;
  readonly unit?: string;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly outcome: CheckOutcome;
}

/**
 * Whether the picture is fit to be judged at all. What a recipe asks for and nobody measured counts
 * as out of bounds: it is not known to be good.
 */
export function checkPicture(
  size: PictureSize,
  facts: PictureFacts | null,
  checks: PictureChecks,
): readonly Reason[] {
  return [...sizeBounds(size, checks), ...factBounds(facts, checks)].flatMap(outOfBounds);
}

function sizeBounds({ width, height }: PictureSize, { size }: PictureChecks): readonly Bounds[] {
  if (size === undefined) return [];
  const common = { rule: 'picture-size', unit: 'px', outcome: size.outcome };
  return [
    { ...common, what: 'the width', value: width, min: size.minWidth, max: size.maxWidth },
    { ...common, what: 'the height', value: height, min: size.minHeight, max: size.maxHeight },
  ];
}

function factBounds(
  facts: PictureFacts | null,
  { sharpness, brightness, clipped }: PictureChecks,
): readonly Bounds[] {
  return [
    ...(sharpness === undefined
      ? []
      : [{ rule: 'sharpness', what: 'the sharpness', value: facts?.sharpness, ...sharpness }]),
    ...(brightness === undefined
      ? []
      : [{ rule: 'brightness', what: 'the brightness', value: facts?.brightness, ...brightness }]),
    ...(clipped === undefined
      ? []
      : [
          { what: 'the share of black pixels', value: facts?.blackShare, max: clipped.maxBlack },
          { what: 'the share of white pixels', value: facts?.whiteShare, max: clipped.maxWhite },
        ].map((part) => ({ ...part, rule: 'clipped', outcome: clipped.outcome }))),
  ];
}

function outOfBounds({ rule, what, value, unit, min, max, outcome }: Bounds): readonly Reason[] {
  if (min === undefined && max === undefined) return [];
  if (value === undefined) {
    return [{ rule, detail: `${what} of the picture was not measured`, severity: outcome }];
  }
  const tooLow = min !== undefined && isUnder(value, min);
  const limit = tooLow ? min : max;
  if (limit === undefined || !(tooLow || isOver(value, limit))) return [];
  const inUnit = (text: string): string => (unit === undefined ? text : `${text} ${unit}`);
  return [
    {
      rule,
      detail: `${what} of the picture is ${inUnit(besideLimit(value, limit))}, ${tooLow ? 'under' : 'over'} ${inUnit(String(limit))}`,
      severity: outcome,
      limit,
      value,
      ...(unit === undefined ? {} : { unit }),
    },
  ];
}
