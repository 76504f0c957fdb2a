import type { Detection } from '../domain.ts';
import type { HistoryRow } from '../history.ts';

type Cell = string | number | boolean | null;

/** The columns of an exported list, in their order; names are stable, for programs read them. */
const COLUMNS: Readonly<Record<string, (row: HistoryRow) => Cell>> = {
  seq: ({ seq }) => seq,
  id: ({ id }) => id,
  at: ({ at }) => at,
  file: ({ file }) => file,
  sha256: ({ sha256 }) => sha256,
  serial: ({ part }) => part?.serial ?? null,
  lot: ({ part }) => part?.lot ?? null,
  station: ({ part }) => part?.station ?? null,
  side: ({ part }) => part?.side ?? null,
  verdict: ({ verdict }) => verdict,
  effective: ({ effective }) => effective,
  disposition: ({ disposition }) => disposition,
  reasons: ({ reasons }) => reasons.map(({ detail }) => detail).join('; '),
  detections: ({ detections }) => detections.length,
  classes: ({ detections }) =>
    [...new Set(detections.map(({ className }) => className))].join('; '),
  worst_class: (row) => worst(row)?.className ?? null,
  worst_score: (row) => rounded(worst(row)?.score, 4),
  longest_px: ({ detections }) => most(detections, ({ lengthPx }) => lengthPx),
  longest_mm: ({ detections }) => most(detections, ({ lengthMm }) => lengthMm),
  largest_px2: ({ detections }) => most(detections, ({ areaPx }) => areaPx),
  largest_mm2: ({ detections }) => most(detections, ({ areaMm2 }) => areaMm2),
  recipe: ({ recipe }) => recipe?.name ?? null,
  revision: ({ recipe }) => recipe?.revision ?? null,
  model: ({ model }) => model?.ref ?? null,
  model_sha256: ({ model }) => model?.sha256 ?? null,
  device: ({ device }) => device,
  total_ms: ({ timings }) => rounded(timings.totalMs, 1),
  source: ({ source }) => source.kind,
  folder: ({ source }) => (source.kind === 'folder' ? source.folderId : null),
  person: ({ person }) => person?.name ?? null,
  width: ({ width }) => width,
  height: ({ height }) => height,
  error_code: ({ error }) => error?.code ?? null,
  error: ({ error }) => error?.message ?? null,
};

export const TABLE_HEAD: readonly string[] = Object.keys(COLUMNS);

export function tableCells(row: HistoryRow): readonly Cell[] {
  return Object.values(COLUMNS).map((cell) => cell(row));
}

function worst({ detections }: HistoryRow): Detection | undefined {
  return detections.toSorted((a, b) => b.score - a.score)[0];
}

function most(
  detections: readonly Detection[],
  measure: (detection: Detection) => number | undefined,
): number | null {
  const measures = detections.map(measure).filter((value) => value !== undefined);
  return measures.length === 0 ? null : rounded(Math.max(...measures), 3);
}

function rounded(value: number | undefined, digits: number): number | null {
  return value === undefined ? null : Number(value.toFixed(digits));
}
