import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { canDraw, drawEmbeddedText } from '../../../src/main/vision/overlay/font/embedded-font.ts';
import { drawSystemText, isFramed } from '../../../src/main/vision/overlay/font/system-font.ts';
import { drawLabel } from '../../../src/main/vision/overlay/label.ts';
import { drawOverlay } from '../../../src/main/vision/overlay/overlay.ts';
import { placeLabel } from '../../../src/main/vision/overlay/placement.ts';
import type { Picture } from '../../../src/main/vision/types.ts';
import type { Detection } from '../../../src/shared/domain.ts';
import { fromBitmap, toCocoMask } from '../../../src/shared/masks/index.ts';
import { classColour } from '../../../src/shared/palette.ts';

function grey(width: number, height: number): Picture {
  return { width, height, data: new Uint8Array(width * height * 3).fill(100) };
}

function detection(part: Partial<Detection>): Detection {
  return {
    classId: 0,
    className: 'crack',
    score: 0.914,
    box: [40, 60, 120, 110],
    areaPx: 0,
    lengthPx: 0,
    widthPx: 0,
    ...part,
  };
}

async function draw(picture: Picture, ...detections: Detection[]) {
  const png = await drawOverlay(picture, detections);
  const { data, info } = await sharp(png).raw().toBuffer({ resolveWithObject: true });
  expect(info).toMatchObject({ width: picture.width, height: picture.height, channels: 3 });
  return (x: number, y: number) => [...data.subarray((y * info.width + x) * 3).subarray(0, 3)];
}

const ORANGE = [...classColour(0).rgb];
const UNTOUCHED = [100, 100, 100];

describe('drawOverlay', () => {
  it('draws the box around the defect and leaves the inside alone', async () => {
    const at = await draw(grey(300, 300), detection({}));
    expect(at(39, 80)).toEqual(ORANGE);
    expect(at(120, 80)).toEqual(ORANGE);
    expect(at(80, 110)).toEqual(ORANGE);
    expect(at(80, 85)).toEqual(UNTOUCHED);
    expect(at(250, 250)).toEqual(UNTOUCHED);
  });

  it('draws a box at the picture’s edge inside the picture', async () => {
    const at = await draw(grey(300, 300), detection({ box: [0, 100, 300, 300] }));
    expect(at(0, 200)).toEqual(ORANGE);
    expect(at(299, 200)).toEqual(ORANGE);
    expect(at(150, 299)).toEqual(ORANGE);
  });

  it('tints the mask, draws its contour, and keeps the picture as it was', async () => {
    const picture = grey(300, 300);
    const bitmap = new Uint8Array(40 * 30).fill(1);
    const mask = toCocoMask(fromBitmap(bitmap, 40, 30, 60, 70), 300, 300);
    const at = await draw(picture, detection({ mask }));
    expect(at(60, 85)).toEqual(ORANGE);
    expect(at(80, 85)).toEqual(ORANGE.map((level) => 100 + Math.round((level - 100) * 0.35)));
    expect(at(110, 85)).toEqual(UNTOUCHED);
    expect(picture.data.every((level) => level === 100)).toBe(true);
  });

  it.each([
    [300, 300],
    [1920, 1080],
    [5000, 400],
    [5472, 3648],
  ])('writes a label of readable size on %d x %d', async (width, height) => {
    const box = [width * 0.3, height * 0.5, width * 0.8, height * 0.8] as const;
    const at = await draw(grey(width, height), detection({ box: [...box] }));
    // The column left of the letters, from the box's top upwards through the label.
    const x = Math.floor(box[0]) - 1;
    let high = 0;
    for (let y = Math.floor(box[1]) - 1; y >= 0 && at(x, y)[0] === ORANGE[0]; y--) high++;
    expect(high).toBeGreaterThanOrEqual(14);
    expect(high).toBeGreaterThan(Math.sqrt(width * height) / 52);
    expect(high).toBeLessThan(Math.sqrt(width * height) / 10);
  });

  it.each([
    [1, 1],
    [7, 3],
    [40, 30],
    [40_000, 20],
  ])('does not fail on %d x %d', async (width, height) => {
    await draw(grey(width, height), detection({ box: [0, 0, width, height] }));
  });

  it('no detections give the picture', async () => {
    const at = await draw(grey(30, 20));
    expect(at(10, 10)).toEqual(UNTOUCHED);
  });
});

describe('labels', () => {
  const ink = (shape: { opacity: Uint8Array }) =>
    shape.opacity.reduce((sum, value) => sum + value / 255, 0);

  it('are made smaller to fit the picture', async () => {
    const wide = await drawLabel(detection({}), 40, 1000);
    const fitted = await drawLabel(detection({}), 40, wide.width / 2);
    expect(fitted.width).toBeLessThanOrEqual(wide.width / 2 + 1);
    expect(ink(fitted)).toBeGreaterThan(0.15 * ink(wide));
  });

  it.each(['crack', 'ünïcode Ölfleck', 'царапина', 'ρωγμή', 'Ø 0,5 µm ≥ ±2°'])(
    '“%s” is drawn from the outlines that come with the program',
    async (name) => {
      expect(canDraw(name)).toBe(true);
      const shape = await drawEmbeddedText(name, 24);
      expect(ink(shape)).toBeGreaterThan(24 * name.length);
    },
  );

  it('a script without a font becomes the number of the class', async () => {
    // A noncharacter of Unicode has no glyph in any font.
    const name = '\u{2fffe}';
    expect(await drawSystemText(name, 24)).toBeNull();
    const label = await drawLabel(detection({ className: name, classId: 7 }), 24, 1000);
    expect(label).toEqual(await drawEmbeddedText('class 7 0.91', 24));
  });

  it('a name of many lines and characters stays on one short line', async () => {
    const name = `a\n\tb${'c'.repeat(200)}`;
    const label = await drawLabel(detection({ className: name }), 24, 10_000);
    expect(label).toEqual(await drawEmbeddedText(`a b${'c'.repeat(36)}… 0.91`, 24));
  });

  it('an empty name, markup and quotes are harmless', async () => {
    for (const className of ['', '<b>&amp;"\'', '齿轮<svg onload="x">']) {
      expect(ink(await drawLabel(detection({ className }), 24, 1000))).toBeGreaterThan(0);
    }
  });
});

describe('a frame', () => {
  const shape = (rows: readonly string[]) => ({
    width: rows[0]!.length,
    height: rows.length,
    opacity: Uint8Array.from(rows.join(''), (c) => (c === '#' ? 255 : 0)),
  });

  it('is what a missing glyph looks like', () => {
    expect(isFramed(shape(['......', '.#####', '.#.#.#', '.#####']))).toBe(true);
  });

  it('is not seen in letters', () => {
    expect(isFramed(shape(['#####', '#...#', '#...#', '#...#']))).toBe(false);
    expect(isFramed(shape(['.....', '.....']))).toBe(false);
  });
});

describe('placeLabel', () => {
  const picture = { width: 200, height: 100 };
  const label = { width: 50, height: 10 };

  it('prefers the place above the box', () => {
    const box = { x: 20, y: 40, width: 30, height: 20 };
    expect(placeLabel(label, box, picture, [])).toEqual({ x: 20, y: 30, width: 50, height: 10 });
  });

  it('stays in the picture', () => {
    const box = { x: 190, y: 0, width: 10, height: 100 };
    expect(placeLabel(label, box, picture, [])).toMatchObject({ x: 150, y: 0 });
  });

  it('makes room for the labels before it', () => {
    const box = { x: 20, y: 40, width: 30, height: 20 };
    const first = placeLabel(label, box, picture, []);
    expect(placeLabel(label, box, picture, [first])).toMatchObject({ x: 20, y: 60 });
  });
});
