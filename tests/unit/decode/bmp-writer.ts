/** An independent BMP writer for tests: it shares no code with the decoder. */

export type HeaderSize = 12 | 40 | 52 | 56 | 64 | 108 | 124;

export interface BmpPlan {
  readonly width: number;
  readonly height: number;
  readonly headerSize: HeaderSize;
  readonly topDown: boolean;
  /** What the header claims; 0 means all. */
  readonly coloursUsed: number;
  /** Unused bytes between palette and pixels. */
  readonly gap: number;
  /** Leave out the padding of the last row in the file, as some writers do. */
  readonly bareEnd: boolean;
}

export interface MaskSet {
  readonly bits: 16 | 32;
  readonly compression: 0 | 3 | 6;
  readonly masks: readonly [red: number, green: number, blue: number, alpha: number];
}

type Rgb = readonly [number, number, number];

/** Palette picture: `indices` is height x width, top row first. */
export function writeIndexed(
  plan: BmpPlan,
  bits: 1 | 2 | 4 | 8,
  palette: readonly Rgb[],
  indices: readonly number[],
): Uint8Array {
  const rows: number[][] = [];
  for (let y = 0; y < plan.height; y++) {
    const row: number[] = Array(Math.ceil((plan.width * bits) / 8)).fill(0);
    for (let x = 0; x < plan.width; x++) {
      const bit = x * bits;
      row[bit >> 3]! |= indices[y * plan.width + x]! << (8 - bits - (bit % 8));
    }
    rows.push(row);
  }
  return assemble(plan, bits, 0, [], paletteBytes(plan, palette), joinRows(plan, rows));
}

/** Pixels written as they are: `pixels` holds one number a pixel, top row first. */
export function writePacked(
  plan: BmpPlan,
  format: MaskSet | 'bgr',
  pixels: readonly number[],
): Uint8Array {
  const bytesPerPixel = format === 'bgr' ? 3 : format.bits / 8;
  const rows: number[][] = [];
  for (let y = 0; y < plan.height; y++) {
    const row: number[] = [];
    for (let x = 0; x < plan.width; x++) {
      const pixel = pixels[y * plan.width + x]!;
      for (let i = 0; i < bytesPerPixel; i++) row.push((pixel >>> (8 * i)) & 255);
    }
    rows.push(row);
  }
  if (format === 'bgr') return assemble(plan, 24, 0, [], [], joinRows(plan, rows));
  const masks = format.compression === 0 ? [] : format.masks;
  return assemble(plan, format.bits, format.compression, masks, [], joinRows(plan, rows));
}

export function writeRunLengths(
  plan: BmpPlan,
  bits: 4 | 8,
  palette: readonly Rgb[],
  codes: readonly number[],
): Uint8Array {
  return assemble(plan, bits, bits === 8 ? 1 : 2, [], paletteBytes(plan, palette), codes);
}

function paletteBytes(plan: BmpPlan, palette: readonly Rgb[]): number[] {
  return palette.flatMap(([red, green, blue]) =>
    plan.headerSize === 12 ? [blue, green, red] : [blue, green, red, 0],
  );
}

function joinRows(plan: BmpPlan, topFirst: readonly number[][]): number[] {
  const rows = plan.topDown ? topFirst : topFirst.toReversed();
  return rows.flatMap((row, i) => {
    const padding = (4 - (row.length % 4)) % 4;
    return plan.bareEnd && i === rows.length - 1 ? row : [...row, ...Array(padding).fill(0xee)];
  });
}

function assemble(
  plan: BmpPlan,
  bits: number,
  compression: number,
  masks: readonly number[],
  palette: readonly number[],
  data: readonly number[],
): Uint8Array {
  const { headerSize, gap } = plan;
  const loose = headerSize === 40 && compression !== 0 ? masks : [];
  const used = headerSize === 40 && compression === 3 ? loose.slice(0, 3) : loose;
  const offset = 14 + headerSize + used.length * 4 + palette.length + gap;
  const bytes = new Uint8Array(offset + data.length);
  const view = new DataView(bytes.buffer);
  bytes.set([0x42, 0x4d]);
  view.setUint32(2, bytes.length, true);
  view.setUint32(10, offset, true);
  view.setUint32(14, headerSize, true);
  if (headerSize === 12) {
    view.setUint16(18, plan.width, true);
    view.setUint16(20, plan.height, true);
    view.setUint16(22, 1, true);
    view.setUint16(24, bits, true);
  } else {
    view.setInt32(18, plan.width, true);
    view.setInt32(22, plan.topDown ? -plan.height : plan.height, true);
    view.setUint16(26, 1, true);
    view.setUint16(28, bits, true);
    view.setUint32(30, compression, true);
    view.setUint32(34, compression === 0 ? 0 : data.length, true);
    view.setUint32(46, plan.coloursUsed, true);
    const inHeader = headerSize > 40 && headerSize !== 64 ? masks : used;
    const room = headerSize === 52 ? 3 : 4;
    for (const [i, mask] of inHeader.slice(0, room).entries()) {
      view.setUint32(54 + 4 * i, mask, true);
    }
  }
  bytes.set(palette, offset - gap - palette.length);
  bytes.set(data, offset);
  return bytes;
}
