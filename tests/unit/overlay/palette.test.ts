import { describe, expect, it } from 'vitest';
import { classColour, type Rgb, relativeLuminance } from '../../../src/shared/palette.ts';

const ROUND = 7;
const ids = [...Array(3 * ROUND).keys()];

/** Linear light, as the matrices of Machado, Oliveira and Fernandes (2009) want it. */
const toLinear = (level: number): number =>
  level / 255 <= 0.04045 ? level / 255 / 12.92 : ((level / 255 + 0.055) / 1.055) ** 2.4;

const VISION: Record<string, readonly (readonly [number, number, number])[]> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

function seen(rgb: Rgb, vision: string): readonly number[] {
  const light = rgb.map(toLinear);
  return VISION[vision]!.map((row) => row.reduce((sum, factor, i) => sum + factor * light[i]!, 0));
}

/** Distance in CIE L*a*b* (D65). */
function difference(a: readonly number[], b: readonly number[]): number {
  const lab = ([red, green, blue]: readonly number[]): readonly [number, number, number] => {
    const f = (t: number) => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116);
    const x = f((0.4124 * red! + 0.3576 * green! + 0.1805 * blue!) / 0.9505);
    const y = f(0.2126 * red! + 0.7152 * green! + 0.0722 * blue!);
    const z = f((0.0193 * red! + 0.1192 * green! + 0.9505 * blue!) / 1.089);
    return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
  };
  const [first, second] = [lab(a), lab(b)];
  return Math.hypot(...first.map((value, i) => value - second[i]!));
}

describe('class colours', () => {
  it.each(Object.keys(VISION))('of the first seven classes are told apart with %s', (vision) => {
    for (let a = 0; a < ROUND; a++) {
      for (let b = a + 1; b < ROUND; b++) {
        const far = difference(seen(classColour(a).rgb, vision), seen(classColour(b).rgb, vision));
        expect(far, `classes ${a} and ${b}`).toBeGreaterThan(10);
      }
    }
  });

  it('differ from each other for 21 classes and then come again', () => {
    expect(new Set(ids.map((id) => classColour(id).hex)).size).toBe(ids.length);
    expect(classColour(3 * ROUND)).toEqual(classColour(0));
  });

  it('carry text with the contrast that WCAG asks for', () => {
    for (const { rgb, textRgb } of ids.map(classColour)) {
      const [dark, light] = [relativeLuminance(rgb), relativeLuminance(textRgb)].toSorted(
        (a, b) => a - b,
      );
      expect((light! + 0.05) / (dark! + 0.05)).toBeGreaterThan(4.5);
    }
  });

  it('say the same in hexadecimal', () => {
    expect(classColour(0)).toEqual({
      rgb: [230, 159, 0],
      hex: '#e69f00',
      textRgb: [0, 0, 0],
      textHex: '#000000',
    });
  });
});
