import type { ClassFigures, Figures } from '../../shared/evaluation/figures.ts';
import type { Rate } from '../../shared/evaluation/verdicts.ts';
import type { EvaluationReport, Scores } from '../evaluate/report.ts';

const COLUMNS: readonly (readonly [string, keyof Figures])[] = [
  ['AP', 'ap'],
  ['AP50', 'ap50'],
  ['AP75', 'ap75'],
  ['small', 'apSmall'],
  ['medium', 'apMedium'],
  ['large', 'apLarge'],
  ['AR1', 'ar1'],
  ['AR10', 'ar10'],
  ['AR100', 'ar100'],
];

/** The figures as lines of text for a person. */
export function describeEvaluation(report: EvaluationReport): readonly string[] {
  const { data, model, recipe, box, mask, notes } = report;
  const failed = data.failed === 0 ? '' : `, ${data.failed} more could not be judged`;
  return [
    `${model.ref} on ${data.judged} pictures with ${data.objects} objects${failed} (${data.source})`,
    '',
    table([
      ['', 'objects', ...COLUMNS.map(([title]) => title)],
      ...rows('boxes', box),
      ...(mask === null ? [] : rows('masks', mask)),
    ]),
    '',
    `At the scores of the recipe ${recipe.name}:${recipe.revision}:`,
    ...verdictLines(report),
    '',
    ...confusionLines(report),
    ...notes.map((one) => `Note: ${one}`),
  ];
}

function rows(by: string, { all, classes }: Scores): readonly (readonly string[])[] {
  const objects = classes.reduce((sum, one) => sum + one.objects, 0);
  return [
    [`${by}, all`, String(objects), ...figures(all)],
    ...classes.map((one: ClassFigures & { readonly className: string }) => [
      `${by}, ${one.className}`,
      String(one.objects),
      ...figures(one),
    ]),
  ];
}

function figures(of: Figures): readonly string[] {
  return COLUMNS.map(([, key]) => of[key]?.toFixed(3) ?? '-');
}

function verdictLines({ verdicts, confusion, data }: EvaluationReport): readonly string[] {
  const { escapes, falseRejects } = verdicts;
  const perPicture = confusion.falseAlarmsPerPicture;
  return [
    `  escapes: ${share(escapes, 'defective pictures judged OK')}`,
    `  false rejects: ${share(falseRejects, 'good pictures judged NG or review')}`,
    `  false alarms: ${confusion.falseAlarms} detections on nothing, ${perPicture?.toFixed(3) ?? '-'} a picture`,
    `  missed: ${confusion.missed} of ${data.objects} objects`,
  ];
}

function share({ hits, of, rate, interval }: Rate, what: string): string {
  if (rate === null || interval === null) return `there are no ${what.replace(/ judged.*/, '')}`;
  const range = `${interval.low.toFixed(3)} to ${interval.high.toFixed(3)}`;
  return `${hits} of ${of} ${what}, ${rate.toFixed(3)} (95 %: ${range})`;
}

function confusionLines({ confusion }: EvaluationReport): readonly string[] {
  const names = [...confusion.classes, 'nothing'];
  return [
    `Labelled (rows) and found (columns), by ${confusion.by === 'box' ? 'boxes' : 'masks'}:`,
    table([
      ['', ...names],
      ...confusion.matrix.map((row, place) => [names[place]!, ...row.map(String)]),
    ]),
  ];
}

/** The first column to the left, the others to the right. */
function table(cells: readonly (readonly string[])[]): string {
  const widths = cells[0]!.map((_, column) => Math.max(...cells.map((row) => row[column]!.length)));
  return cells
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!),
        )
        .join('  '),
    )
    .join('\n');
}
