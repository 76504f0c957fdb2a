import { PitchlineError, toErrorReport } from '../../shared/errors.ts';

/** Exit statuses of every command; DESIGN 11. */
export const EXIT = { done: 0, wrong: 1, usage: 2, inUse: 3 } as const;

/** One JSON object a line on standard output: with `--json` nothing else goes there. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

export function printLine(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Progress, warnings and errors: never on standard output, which may be piped. */
export function note(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** Says what went wrong and which exit status it means. */
export function reportFailure(error: unknown, json: boolean): number {
  const report = toErrorReport(error);
  if (json) printJson({ error: report });
  note(`${report.message} [${report.code}]`);
  if (!(error instanceof PitchlineError) && error instanceof Error) note(error.stack ?? '');
  if (report.code === 'DATA_FOLDER_IN_USE') return EXIT.inUse;
  return report.code === 'USAGE' || report.code === 'BAD_REQUEST' ? EXIT.usage : EXIT.wrong;
}
