export type Rgb = readonly [red: number, green: number, blue: number];

export interface ClassColour {
  readonly rgb: Rgb;
  /** `#rrggbb` */
  readonly hex: string;
  /** Black or white, whichever reads better on the colour. */
  readonly textRgb: Rgb;
  readonly textHex: string;
}

/**
 * The colours that people with any kind of colour blindness tell apart, without black, which a dark
 * part hides: M. Okabe and K. Ito, "Color Universal Design" (2008); B. Wong, "Points of view: Color
 * blindness", Nature Methods 8 (2011), 441. In an order that keeps the first classes apart on grey
 * metal.
 */
const OKABE_ITO: readonly Rgb[] = [
  [230, 159, 0],
  [86, 180, 233],
  [204, 121, 167],
  [0, 158, 115],
  [240, 228, 66],
  [213, 94, 0],
  [0, 114, 178],
];

/** Each further round of classes has the same hues darker; their labels tell them apart. */
const ROUND_FACTORS = [1, 0.62, 0.8] as const;

const BLACK: Rgb = [0, 0, 0];
const WHITE: Rgb = [255, 255, 255];

/** The colour of a class, the same on the page, in overlays and in reports. */
export function classColour(classId: number): ClassColour {
  const base = OKABE_ITO[classId % OKABE_ITO.length]!;
  const round = Math.floor(classId / OKABE_ITO.length) % ROUND_FACTORS.length;
  const [red, green, blue] = base.map((level) => Math.round(level * ROUND_FACTORS[round]!));
  const rgb: Rgb = [red!, green!, blue!];
  const luminance = relativeLuminance(rgb);
  // Contrast ratios of WCAG 2: (lighter + 0.05) / (darker + 0.05).
  const textRgb = 1.05 / (luminance + 0.05) > (luminance + 0.05) / 0.05 ? WHITE : BLACK;
  return { rgb, hex: toHex(rgb), textRgb, textHex: toHex(textRgb) };
}

/** WCAG 2's relative luminance of an sRGB colour, 0…1. */
export function relativeLuminance(rgb: Rgb): number {
  const [red, green, blue] = rgb.map((level) => {
    const share = level / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

function toHex(rgb: Rgb): string {
  return `#${rgb.map((level) => level.toString(16).padStart(2, '0')).join('')}`;
}
