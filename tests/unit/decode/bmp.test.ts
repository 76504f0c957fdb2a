import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBmp } from '../../../src/main/vision/decode/bmp/decode-bmp.ts';
import type { ErrorCode } from '../../../src/shared/errors.ts';
import {
  type BmpPlan,
  type HeaderSize,
  type MaskSet,
  writeIndexed,
  writePacked,
  writeRunLengths,
} from './bmp-writer.ts';

const MAX_PIXELS = 1e6;
const decode = (bytes: Uint8Array) => decodeBmp(bytes, MAX_PIXELS);
const fails = (code: ErrorCode) => expect.objectContaining({ code });

const PLAN: BmpPlan = {
  width: 3,
  height: 2,
  headerSize: 40,
  topDown: false,
  coloursUsed: 0,
  gap: 0,
  bareEnd: false,
};

const plans = (sizes: readonly HeaderSize[]): fc.Arbitrary<BmpPlan> =>
  fc
    .record({
      width: fc.integer({ min: 1, max: 37 }),
      height: fc.integer({ min: 1, max: 9 }),
      headerSize: fc.constantFrom(...sizes),
      topDown: fc.boolean(),
      coloursUsed: fc.constant(0),
      gap: fc.nat(9),
      bareEnd: fc.boolean(),
    })
    // The core header's height has no sign.
    .map((plan) => (plan.headerSize === 12 ? { ...plan, topDown: false } : plan));

const level = fc.nat(255);
const colour = fc.tuple(level, level, level);
const grid = <T>(plan: BmpPlan, value: fc.Arbitrary<T>): fc.Arbitrary<T[]> =>
  fc.array(value, {
    minLength: plan.width * plan.height,
    maxLength: plan.width * plan.height,
  });
const ALL_SIZES: readonly HeaderSize[] = [12, 40, 52, 56, 64, 108, 124];

describe('what a writer writes is read back', () => {
  it('palettes of 1, 2, 4 and 8 bits, short, full and over-long', () => {
    const cases = fc
      .tuple(plans(ALL_SIZES), fc.constantFrom(1 as const, 2 as const, 4 as const, 8 as const))
      .chain(([plan, bits]) => {
        const most = 2 ** bits;
        const palettes = fc.array(colour, { minLength: 1, maxLength: most });
        return palettes.chain((palette) =>
          fc.record({
            plan: fc.constantFrom(
              { ...plan, coloursUsed: plan.headerSize === 12 ? 0 : palette.length },
              // Claims more colours than the bits allow; the file has what it has.
              { ...plan, coloursUsed: 70_000, gap: 0 },
            ),
            bits: fc.constant(bits),
            palette: fc.constant(palette),
            indices: grid(plan, fc.nat(palette.length - 1)),
          }),
        );
      });
    fc.assert(
      fc.property(cases, ({ plan, bits, palette, indices }) => {
        const picture = decode(writeIndexed(plan, bits, palette, indices));
        expect(picture).toMatchObject({ width: plan.width, height: plan.height });
        expect([...picture.data]).toEqual(indices.flatMap((index) => palette[index]!));
      }),
      { numRuns: 400 },
    );
  });

  it('24 bits', () => {
    const cases = plans(ALL_SIZES).chain((plan) => fc.tuple(fc.constant(plan), grid(plan, colour)));
    fc.assert(
      fc.property(cases, ([plan, colours]) => {
        const pixels = colours.map(([red, green, blue]) => (red << 16) | (green << 8) | blue);
        expect([...decode(writePacked(plan, 'bgr', pixels)).data]).toEqual(colours.flat());
      }),
    );
  });

  it('32 bits with and without masks, whatever stands in the fourth byte', () => {
    const orders: readonly MaskSet['masks'][] = [
      [0xff0000, 0xff00, 0xff, 0xff000000],
      [0xff, 0xff00, 0xff0000, 0xff000000],
      [0xff000000, 0xff0000, 0xff00, 0xff],
    ];
    const cases = fc
      .record({
        plan: plans([40, 52, 56, 108, 124]),
        compression: fc.constantFrom(0 as const, 3 as const, 6 as const),
        order: fc.constantFrom(...orders),
      })
      .chain(({ plan, compression, order }) => {
        const masks = compression === 0 ? orders[0]! : order;
        const format: MaskSet = { bits: 32, compression, masks };
        return fc.tuple(
          fc.constant(plan),
          fc.constant(format),
          grid(plan, fc.tuple(level, level, level, level)),
        );
      });
    fc.assert(
      fc.property(cases, ([plan, format, colours]) => {
        const shifts = format.masks.map((mask) => 31 - Math.clz32(mask & -mask));
        const pixels = colours.map(
          (channels) => channels.reduce((sum, value, i) => sum | (value << shifts[i]!), 0) >>> 0,
        );
        const rgb = colours.flatMap((channels) => channels.slice(0, 3));
        expect([...decode(writePacked(plan, format, pixels)).data]).toEqual(rgb);
      }),
    );
  });

  it('16 bits: 555 by default and by mask, 565, 444', () => {
    const layouts = [
      { masks: [0x7c00, 0x3e0, 0x1f, 0], toLevel: shiftUp(3, 3, 3) },
      { masks: [0xf800, 0x7e0, 0x1f, 0], toLevel: shiftUp(3, 2, 3) },
      { masks: [0xf00, 0xf0, 0xf, 0xf000], toLevel: (value: number) => value * 17 },
    ] as const;
    const cases = fc
      .record({
        plan: plans([40, 52, 56, 108, 124]),
        layout: fc.constantFrom(...layouts),
        compression: fc.constantFrom(0 as const, 3 as const),
      })
      .chain(({ plan, layout, compression }) => {
        const chosen = compression === 0 ? layouts[0] : layout;
        return fc.tuple(fc.constant({ plan, compression, ...chosen }), grid(plan, fc.nat(0xffff)));
      });
    fc.assert(
      fc.property(cases, ([{ plan, compression, masks, toLevel }, pixels]) => {
        const format: MaskSet = { bits: 16, compression, masks };
        const expected = pixels.flatMap((pixel) =>
          [0, 1, 2].map((i) => {
            const mask = masks[i]!;
            return toLevel((pixel & mask) / (mask & -mask), i);
          }),
        );
        expect([...decode(writePacked(plan, format, pixels)).data]).toEqual(expected);
      }),
    );
  });

  /** OpenCV's levels of 5- and 6-bit fields. */
  function shiftUp(...bits: number[]) {
    return (value: number, channel: number) => value << bits[channel]!;
  }

  it('fields wider than eight bits are cut off', () => {
    const format: MaskSet = {
      bits: 32,
      compression: 3,
      masks: [0x3ff00000, 0xffc00, 0x3ff, 0],
    };
    const plan = { ...PLAN, width: 2, height: 1, headerSize: 56 as const };
    const pixels = [(1023 << 20) | (512 << 10), 700];
    expect([...decode(writePacked(plan, format, pixels)).data]).toEqual([255, 127, 0, 0, 0, 174]);
  });

  it('run lengths of 4 and 8 bits', () => {
    const cases = fc
      .tuple(plans([40, 108, 124]), fc.constantFrom(4 as const, 8 as const))
      .chain(([plan, bits]) =>
        fc.tuple(
          fc.constant({ ...plan, topDown: false }),
          fc.constant(bits),
          grid(plan, fc.oneof(fc.constant(3), fc.nat(2 ** bits - 1))),
          fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }),
        ),
      );
    fc.assert(
      fc.property(cases, ([plan, bits, indices, literals]) => {
        const codes = encodeRuns(plan, bits, indices, literals);
        const grey = Array.from({ length: 2 ** bits }, (_, i) => [i, 255 - i, i] as const);
        const picture = decode(writeRunLengths(plan, bits, grey, codes));
        expect([...picture.data]).toEqual(indices.flatMap((index) => grey[index]!));
      }),
      { numRuns: 300 },
    );
  });
});

/** Bottom row first, runs and literals as the flags say, ended by end of bitmap. */
function encodeRuns(
  plan: BmpPlan,
  bits: 4 | 8,
  indices: readonly number[],
  literals: readonly boolean[],
): number[] {
  const codes: number[] = [];
  let turn = 0;
  for (let y = plan.height - 1; y >= 0; y--) {
    const row = indices.slice(y * plan.width, (y + 1) * plan.width);
    for (let x = 0; x < row.length; ) {
      const chunk = row.slice(x, x + 7);
      if (literals[turn++ % literals.length] && chunk.length >= 3) {
        const packed = bits === 8 ? chunk : pairs(chunk);
        codes.push(0, chunk.length, ...packed, ...Array(packed.length % 2).fill(0xee));
        x += chunk.length;
      } else {
        let length = 1;
        while (length < chunk.length && row[x + length] === row[x]) length++;
        codes.push(length, bits === 8 ? row[x]! : row[x]! * 17);
        x += length;
      }
    }
    codes.push(0, y === 0 ? 1 : 0);
  }
  return codes;
}

const pairs = (values: readonly number[]): number[] =>
  values.flatMap((value, i) => (i % 2 === 0 ? [(value << 4) | (values[i + 1] ?? 0)] : []));

describe('oddities that are read', () => {
  const palette = Array.from({ length: 256 }, (_, i) => [i, i, i] as const);
  const greys = (bytes: Uint8Array) => [...decode(bytes).data].filter((_, i) => i % 3 === 0);

  it('an index without a palette entry is black', () => {
    const plan = { ...PLAN, coloursUsed: 2 };
    const bytes = writeIndexed(
      plan,
      8,
      [
        [10, 10, 10],
        [20, 20, 20],
      ],
      [0, 1, 2, 200, 1, 0],
    );
    expect(greys(bytes)).toEqual([10, 20, 0, 0, 20, 10]);
  });

  it('an offset of 0 means right after the palette', () => {
    const bytes = writeIndexed(PLAN, 8, palette, [1, 2, 3, 4, 5, 6]);
    new DataView(bytes.buffer).setUint32(10, 0, true);
    expect(greys(bytes)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('deltas, early line ends and an early end leave palette entry 0', () => {
    const plan = { ...PLAN, width: 4, height: 3 };
    const codes = [1, 7, 0, 0, 0, 2, 2, 0, 2, 9, 0, 1];
    expect(greys(writeRunLengths(plan, 8, palette, codes))).toEqual([
      0, 0, 0, 0, 0, 0, 9, 9, 7, 0, 0, 0,
    ]);
  });

  it('the end code may be missing once every pixel is there', () => {
    const codes = [3, 5, 0, 0, 0, 3, 6, 7, 8];
    expect(greys(writeRunLengths(PLAN, 8, palette, codes))).toEqual([6, 7, 8, 5, 5, 5]);
  });
});

describe('what is refused', () => {
  const good = writePacked(PLAN, 'bgr', [1, 2, 3, 4, 5, 6]);
  const changed = (change: (view: DataView) => void, bytes = good): Uint8Array => {
    const copy = bytes.slice();
    change(new DataView(copy.buffer));
    return copy;
  };
  const palette = Array.from({ length: 256 }, (_, i) => [i, i, i] as const);
  const runs = (codes: number[]) => writeRunLengths(PLAN, 8, palette, codes);

  it.each<[string, Uint8Array, ErrorCode]>([
    ['width 0', changed((v) => v.setInt32(18, 0, true)), 'PICTURE_CORRUPT'],
    ['negative width', changed((v) => v.setInt32(18, -3, true)), 'PICTURE_CORRUPT'],
    ['height 0', changed((v) => v.setInt32(22, 0, true)), 'PICTURE_CORRUPT'],
    ['the lowest height', changed((v) => v.setInt32(22, -(2 ** 31), true)), 'PICTURE_TOO_LARGE'],
    ['17 bits', changed((v) => v.setUint16(28, 17, true)), 'PICTURE_CORRUPT'],
    ['RLE8 of 24 bits', changed((v) => v.setUint32(30, 1, true)), 'PICTURE_CORRUPT'],
    ['a JPEG inside', changed((v) => v.setUint32(30, 4, true)), 'PICTURE_UNSUPPORTED'],
    ['pixels after the end', changed((v) => v.setUint32(10, 9999, true)), 'PICTURE_TRUNCATED'],
    ['runs over the right edge', runs([4, 1]), 'PICTURE_CORRUPT'],
    ['runs that end early', runs([3, 1, 0, 0, 2]), 'PICTURE_TRUNCATED'],
    ['a literal that ends early', runs([0, 3, 1]), 'PICTURE_TRUNCATED'],
    ['a jump out of the picture', runs([0, 2, 0, 9, 1, 1]), 'PICTURE_CORRUPT'],
  ])('%s', (_, bytes, code) => {
    expect(() => decode(bytes)).toThrow(fails(code));
  });

  it('bit fields with holes, or outside 16 bits', () => {
    for (const mask of [0x5, 0x1f0000]) {
      const format: MaskSet = { bits: 16, compression: 3, masks: [mask, 0x7e0, 0x1f, 0] };
      const bytes = writePacked(PLAN, format, [0, 0, 0, 0, 0, 0]);
      expect(() => decode(bytes)).toThrow(fails('PICTURE_CORRUPT'));
    }
  });

  it('100,000 x 100,000 pixels, before anything is allocated', () => {
    const bytes = changed((view) => {
      view.setInt32(18, 100_000, true);
      view.setInt32(22, 100_000, true);
    });
    expect(() => decodeBmp(bytes, 1e8)).toThrow(
      /100000 x 100000 pixels \(10000 megapixels\); the limit is 100\./,
    );
  });

  it('every cut before the last pixel', () => {
    const whole = writePacked({ ...PLAN, bareEnd: true }, 'bgr', [1, 2, 3, 4, 5, 6]);
    for (let length = 18; length < whole.length; length++) {
      expect(() => decode(whole.subarray(0, length))).toThrow(fails('PICTURE_TRUNCATED'));
    }
  });
});
