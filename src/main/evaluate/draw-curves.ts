import { RECALLS } from '../../shared/evaluation/accumulate.ts';
import { classColour } from '../../shared/palette.ts';
import type { Scores } from './report.ts';
import { line, round, svg, text } from './svg.ts';

const WIDTH = 760;
const HEIGHT = 480;
const PLOT = { left: 64, top: 48, right: 520, bottom: 420 } as const;
const TICKS = [0, 0.2, 0.4, 0.6, 0.8, 1] as const;

/** Curves that would hide each other are dashed in turn, also for those who do not see the colours. */
const DASHES = ['', '8 4', '2 3', '10 3 2 3'] as const;

/** Precision over recall of each class at an overlap of 0.50, as an SVG picture. */
export function drawCurves(scores: Scores, title: string): string {
  const drawn = scores.classes.filter(({ curves }) => curves !== null);
  return svg(WIDTH, HEIGHT, [
    text(PLOT.left, 28, title, 'font-size="16"'),
    ...axes(),
    ...drawn.map(({ curves, classId }, place) => curve(curves![0]!.precision, classId, place)),
    ...drawn.flatMap(({ className, classId, ap50 }, place) => {
      const y = PLOT.top + 12 + place * 22;
      return [
        `<path d="M ${PLOT.right + 16} ${y - 4} h 32" ${stroke(classId, place)}/>`,
        text(PLOT.right + 56, y, `${className} ${(ap50 ?? 0).toFixed(3)}`),
      ];
    }),
  ]);
}

function axes(): readonly string[] {
  const { left, right, top, bottom } = PLOT;
  return [
    ...TICKS.flatMap((tick) => [
      line([x(tick), top], [x(tick), bottom]),
      line([left, y(tick)], [right, y(tick)]),
      text(x(tick), bottom + 20, tick.toFixed(1), 'text-anchor="middle"'),
      text(left - 8, y(tick) + 4, tick.toFixed(1), 'text-anchor="end"'),
    ]),
    text((left + right) / 2, bottom + 44, 'recall', 'text-anchor="middle"'),
    text(
      20,
      (top + bottom) / 2,
      'precision',
      `transform="rotate(-90 20 ${(top + bottom) / 2})" text-anchor="middle"`,
    ),
  ];
}

function curve(precision: readonly number[], classId: number, place: number): string {
  const points = precision.map((value, index) => `${round(x(RECALLS[index]!))},${round(y(value))}`);
  return `<polyline points="${points.join(' ')}" ${stroke(classId, place)}/>`;
}

function stroke(classId: number, place: number): string {
  const dash = DASHES[place % DASHES.length]!;
  const dashes = dash === '' ? '' : ` stroke-dasharray="${dash}"`;
  return `fill="none" stroke="${classColour(classId).hex}" stroke-width="2.5"${dashes}`;
}

function x(recall: number): number {
  return PLOT.left + recall * (PLOT.right - PLOT.left);
}

function y(precision: number): number {
  return PLOT.bottom - precision * (PLOT.bottom - PLOT.top);
}
