import type { Inspection } from '../../shared/domain.ts';

/** One line for a person. */
export function describeInspection(inspection: Inspection): string {
  const verdict = inspection.verdict.toUpperCase().padEnd(6);
  if (inspection.error !== null) {
    return `${verdict} ${inspection.file}  ${inspection.error.message} [${inspection.error.code}]`;
  }
  const defects = inspection.detections.map(
    ({ className, score, lengthPx }) =>
      `${className} ${score.toFixed(2)} (${lengthPx.toFixed(0)} px)`,
  );
  const milliseconds = `${inspection.timings.totalMs.toFixed(0)} ms on ${inspection.device}`;
  return [`${verdict} ${inspection.file}`, ...defects, milliseconds].join('  ');
}
