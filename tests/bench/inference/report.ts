import type { Measured } from './measure.ts';
import type { BenchModel } from './models.ts';
import type { Format, Size } from './options.ts';

/** One line of `--json`. */
export interface Cell {
  readonly bench: 'inference';
  readonly model: string;
  readonly kind: BenchModel['spec']['kind'];
  /** [1, 3, height, width] as it was fed. */
  readonly input: readonly number[];
  readonly format: Format;
  readonly size: Size;
  readonly threads: number;
  readonly pictures: number;
  readonly rawPerSecond: number;
  readonly oursPerSecond: number;
  /** Ours over raw: 1 would mean that everything but the network costs nothing. */
  readonly ratio: number;
  readonly stages: Measured['stages'];
  readonly detections: number;
}

export function cellOf(
  model: BenchModel,
  input: readonly number[],
  where: Pick<Cell, 'format' | 'size' | 'threads' | 'pictures'>,
  { rawPerSecond, oursPerSecond, stages, detections }: Measured,
): Cell {
  const rounded = Object.entries(stages).map(([stage, ms]) => [stage, round(ms, 2)]);
  return {
    bench: 'inference',
    model: model.name,
    kind: model.spec.kind,
    input,
    ...where,
    rawPerSecond: round(rawPerSecond, 2),
    oursPerSecond: round(oursPerSecond, 2),
    ratio: round(oursPerSecond / rawPerSecond, 3),
    stages: Object.fromEntries(rounded) as Measured['stages'],
    detections,
  };
}

export function printTable(cells: readonly Cell[]): void {
  console.table(
    cells.map(({ size, stages, input, rawPerSecond, oursPerSecond, ...cell }) => ({
      model: cell.model,
      input: `${input[3]}x${input[2]}`,
      picture: `${cell.format} ${size.width}x${size.height}`,
      threads: cell.threads,
      'raw/s': rawPerSecond,
      'ours/s': oursPerSecond,
      ratio: cell.ratio,
      'decode ms': stages.decodeMs,
      'before ms': stages.preprocessMs,
      'network ms': stages.inferenceMs,
      'after ms': stages.postprocessMs,
    })),
  );
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
