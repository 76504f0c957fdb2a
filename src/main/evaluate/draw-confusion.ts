import type { EvaluationReport } from './report.ts';
import { FAINT, INK, svg, text } from './svg.ts';

const CELL = 72;
const LEFT = 150;
const TOP = 110;

/** The confusion matrix as an SVG picture: a row a labelled class, a column a found one. */
export function drawConfusion(
  { matrix, classes }: EvaluationReport['confusion'],
  title: string,
): string {
  const names = [...classes, 'nothing'];
  const most = Math.max(1, ...matrix.flat());
  const side = names.length * CELL;
  return svg(LEFT + side + 24, TOP + side + 24, [
    text(16, 28, title, 'font-size="16"'),
    text(LEFT + side / 2, 60, 'found', 'text-anchor="middle"'),
    text(
      20,
      TOP + side / 2,
      'labelled',
      `transform="rotate(-90 20 ${TOP + side / 2})" text-anchor="middle"`,
    ),
    ...names.flatMap((name, place) => [
      text(LEFT + (place + 0.5) * CELL, TOP - 12, short(name), 'text-anchor="middle"'),
      text(LEFT - 10, TOP + (place + 0.5) * CELL + 4, short(name), 'text-anchor="end"'),
    ]),
    ...matrix.flatMap((row, y) => row.flatMap((count, x) => cell(count, most, x, y))),
  ]);
}

function cell(count: number, most: number, column: number, row: number): readonly string[] {
  const x = LEFT + column * CELL;
  const y = TOP + row * CELL;
  const strength = count / most;
  const ink = strength > 0.5 ? '#fff' : INK;
  return [
    `<rect x="${x}" y="${y}" width="${CELL}" height="${CELL}" fill="#0072b2" fill-opacity="${strength.toFixed(3)}" stroke="${FAINT}"/>`,
    text(x + CELL / 2, y + CELL / 2 + 5, String(count), `text-anchor="middle" fill="${ink}"`),
  ];
}

function short(name: string): string {
  return name.length <= 12 ? name : `${name.slice(0, 11)}…`;
}
