import { join, resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { PitchlineError } from '../../shared/errors.ts';
import type { HistoryFilter } from '../../shared/history.ts';
import { ClassIds } from '../annotations/class-ids.ts';
import {
  ANNOTATION_FORMATS,
  type AnnotationFormat,
  type ExportReport,
  exportAnnotations,
} from '../annotations/export-annotations.ts';
import { openSearchReader } from '../log/open-to-read.ts';
import { readVersions } from '../models/version-store.ts';
import type { StationOptions } from '../station.ts';
import { type CommandTools, common } from './common.ts';
import { readFilter, withFilterOptions } from './filter-options.ts';
import { EXIT, note, printJson, printLine } from './output.ts';
import { progressLine } from './progress-line.ts';

export interface ExportAnnotationsArguments {
  readonly format: AnnotationFormat;
  readonly out: string;
  readonly pictures: boolean;
  readonly allReviewed: boolean;
  readonly filter: HistoryFilter;
  readonly json: boolean;
}

/** `log export-annotations`. */
export function addLogAnnotations(group: Command, { make, finish }: CommandTools): void {
  withFilterOptions(common(group.command('export-annotations')))
    .description('what people corrected, as a data set to train on; also while the station runs')
    .addOption(
      new Option('--format <format>', 'COCO with masks, or boxes as Ultralytics reads them')
        .choices(ANNOTATION_FORMATS)
        .makeOptionMandatory(),
    )
    .requiredOption('--out <folder>', 'where to; new or empty')
    .option('--pictures', 'copy the pictures too, as far as they are at hand')
    .option('--all-reviewed', 'also pictures whose verdict people confirmed without correcting')
    .action((options) =>
      finish(
        async () =>
          logExportAnnotations(make(options), {
            format: options.format,
            out: options.out,
            pictures: options.pictures === true,
            allReviewed: options.allReviewed === true,
            filter: readFilter(options),
            json: options.json === true,
          }),
        options.json === true,
      ),
    );
}

async function logExportAnnotations(
  { dataFolder, version, log }: StationOptions,
  { format, out, pictures, allReviewed, filter, json }: ExportAnnotationsArguments,
): Promise<number> {
  const reader = await openSearchReader({ folder: dataFolder, software: version, log });
  if (reader === null) {
    throw new PitchlineError('LOG_NOT_FOUND', `There is no log in ${dataFolder} yet.`);
  }
  const progress = progressLine();
  try {
    const { models } = await readVersions(join(dataFolder, 'models'));
    const classes = new Map(models.map(({ sha256, spec }) => [sha256, spec.classes]));
    const report = await exportAnnotations(reader, {
      ...{ format, out: resolve(out), filter, allReviewed },
      evidence: pictures ? join(dataFolder, 'pictures') : null,
      classIds: new ClassIds(),
      classesOf: (sha256) => classes.get(sha256) ?? [],
      onPicture: (done) => progress.show(`${done} pictures`),
    }).finally(() => progress.end());
    tell(report, resolve(out), json);
    return EXIT.done;
  } finally {
    await reader.close();
  }
}

function tell(report: ExportReport, out: string, json: boolean): void {
  const { pictures, annotations, classes, missing } = report;
  for (const { sha256, why } of missing) note(`Left out ${sha256.slice(0, 12)}…: ${why}.`);
  if (json) printJson({ ...report, out });
  else {
    printLine(
      `${out}: ${pictures} pictures, ${annotations} annotations of the classes ${classes.join(', ') || '(none)'}; pictures left out: ${missing.length}`,
    );
  }
}
