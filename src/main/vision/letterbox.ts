import { resizeLinearCv2 } from './resize/linear-cv2.ts';
import { floatToHalf, roundHalfToEven } from './tensor.ts';
import type { Picture, TensorValue } from './types.ts';

/** Where a picture lies inside the network's input; all in pixels of the input. */
export interface Letterbox {
  readonly width: number;
  readonly height: number;
  readonly contentWidth: number;
  readonly contentHeight: number;
  readonly left: number;
  readonly top: number;
}

/** The element types a network's input may have. */
export type InputType = 'float32' | 'float16';

/** Ultralytics' grey around the picture. */
const PADDING_VALUE = 114;

/**
 * Ultralytics' LetterBox (8.4.190) for prediction: scale to fit, up or down, each side rounded as
 * Python rounds and at least one pixel, centred, the odd pixel of padding right and below.
 *
 * @param target [height, width] of the network's input.
 * @param rectangleStride for networks of dynamic size: pad only to the next multiple of this
 *   ("auto" there); null fills the whole target.
 */
export function fitLetterbox(
  picture: { readonly width: number; readonly height: number },
  target: readonly [number, number],
  rectangleStride: number | null,
): Letterbox {
  const [targetHeight, targetWidth] = target;
  const scale = Math.min(targetHeight / picture.height, targetWidth / picture.width);
  const contentWidth = Math.max(roundHalfToEven(picture.width * scale), 1);
  const contentHeight = Math.max(roundHalfToEven(picture.height * scale), 1);
  let spareWidth = targetWidth - contentWidth;
  let spareHeight = targetHeight - contentHeight;
  if (rectangleStride !== null) {
    spareWidth %= rectangleStride;
    spareHeight %= rectangleStride;
  }
  return {
    width: contentWidth + spareWidth,
    height: contentHeight + spareHeight,
    contentWidth,
    contentHeight,
    left: roundHalfToEven(spareWidth / 2 - 0.1),
    top: roundHalfToEven(spareHeight / 2 - 0.1),
  };
}

/**
 * The picture as a network's input: [batch, 3, height, width], RGB, 0 to 1, resized as cv2 does
 * it. Only the first picture of the batch is filled; the others of a fixed batch stay zero, as
 * Ultralytics pads them.
 */
export function letterboxTensor(
  picture: Picture,
  box: Letterbox,
  type: InputType,
  batch: number,
): TensorValue {
  const plane = box.width * box.height;
  const table = type === 'float32' ? FLOAT_TABLE : HALF_TABLE;
  const length = batch * 3 * plane;
  const data = type === 'float32' ? new Float32Array(length) : new Uint16Array(length);
  if (box.contentWidth !== box.width || box.contentHeight !== box.height) {
    data.fill(table[PADDING_VALUE]!, 0, 3 * plane);
  }
  const { contentWidth, left, top, width } = box;
  resizeLinearCv2(picture, contentWidth, box.contentHeight, (row, y) => {
    let red = (top + y) * width + left;
    for (let i = 0; i < row.length; i += 3, red++) {
      data[red] = table[row[i]!]!;
      data[red + plane] = table[row[i + 1]!]!;
      data[red + 2 * plane] = table[row[i + 2]!]!;
    }
  });
  return { type, dims: [batch, 3, box.height, box.width], data };
}

/** 0…255 divided by 255 in float32, and the same as binary16 bits. */
const FLOAT_TABLE = Float32Array.from({ length: 256 }, (_, level) => level / 255);
const HALF_TABLE = Uint16Array.from(FLOAT_TABLE, floatToHalf);
