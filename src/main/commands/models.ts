import type { Device } from '../../shared/domain.ts';
import type { ModelVersion } from '../../shared/models.ts';
import { classesIn } from '../inspection/recipe-alarms.ts';
import { recipeWarnings } from '../inspection/recipe-warnings.ts';
import { createStation, type Station, type StationOptions } from '../station.ts';
import type { SpecOverrides } from '../vision/types.ts';
import { EXIT, note, printJson, printLine } from './output.ts';
import { commandActor } from './with-log.ts';

/** A model version as the command line prints it: what one asks first is on the top level. */
export interface ModelLine extends ModelVersion {
  readonly task: ModelVersion['spec']['task'];
  readonly classes: readonly string[];
  /** [height, width]; null where the file takes any size. */
  readonly inputSize: readonly [number, number] | null;
  readonly live: boolean;
}

async function withStation(
  options: StationOptions,
  work: (station: Station) => Promise<number>,
): Promise<number> {
  const station = await createStation(options);
  try {
    return await work(station);
  } finally {
    await station.close();
  }
}

export function modelsList(options: StationOptions, json: boolean): Promise<number> {
  return withStation(options, async ({ services: { library } }) => {
    const { models, live } = await library.overview();
    for (const version of models) print(toLine(version, live[version.kind]), json);
    return EXIT.done;
  });
}

export function modelsShow(options: StationOptions, ref: string, json: boolean): Promise<number> {
  return withStation(options, async ({ services: { library } }) => {
    const version = await library.find(ref);
    const { live } = await library.overview();
    const line = toLine(version, live[version.kind]);
    if (json) printJson(line);
    else printLine(JSON.stringify(line, null, 2));
    return EXIT.done;
  });
}

export interface ImportArguments {
  readonly path: string;
  readonly name: string | undefined;
  readonly overrides: SpecOverrides;
  readonly activate: boolean;
}

export function modelsImport(
  options: StationOptions,
  wanted: ImportArguments,
  json: boolean,
): Promise<number> {
  return withStation(options, async ({ services: { library, models } }) => {
    const version = await models.install(
      wanted.path,
      {
        ...(wanted.name === undefined ? {} : { name: wanted.name }),
        overrides: wanted.overrides,
        source: `file: ${wanted.path}`,
        activate: wanted.activate,
      },
      commandActor(),
    );
    const { live } = await library.overview();
    print(toLine(version, live[version.kind]), json);
    return EXIT.done;
  });
}

export function modelsRemove(options: StationOptions, ref: string, json: boolean): Promise<number> {
  return withStation(options, async ({ services: { models } }) => {
    const version = await models.remove(ref, commandActor());
    if (json) printJson({ removed: version.sha256, name: version.name, version: version.version });
    else printLine(`Removed ${version.name}:${version.version}.`);
    return EXIT.done;
  });
}

export function modelsActivate(
  options: StationOptions,
  ref: string,
  json: boolean,
): Promise<number> {
  return withStation(options, async ({ services }) => {
    const version = await services.models.activate(ref, commandActor());
    print(toLine(version, version.sha256), json);
    await noteUnknownClasses(services);
    return EXIT.done;
  });
}

export function modelsRollback(
  options: StationOptions,
  kind: ModelVersion['kind'],
  json: boolean,
): Promise<number> {
  return withStation(options, async ({ services }) => {
    const version = await services.models.rollback(kind, commandActor());
    print(toLine(version, version.sha256), json);
    await noteUnknownClasses(services);
    return EXIT.done;
  });
}

/** Compares a device with the CPU on the demo pictures; exit status 1 where they disagree. */
export function modelsParity(
  options: StationOptions,
  ref: string,
  device: Device,
  json: boolean,
): Promise<number> {
  return withStation(options, async ({ services: { library, engine, pictures, demoPictures } }) => {
    const model = await library.resolve(ref);
    const stored = await demoPictures();
    const paths = await Promise.all(stored.map(({ sha256 }) => pictures.path(sha256)));
    const report = await engine.parity(model.engine, device, paths);
    if (json) printJson(report);
    else {
      printLine(
        `${report.passed ? 'Passed' : 'Failed'}: ${device} against CPU on ${report.pictures} pictures: ${report.matched} of ${report.detections} detections agree, boxes within ${report.maxBoxDifferencePx.toFixed(2)} px, scores within ${report.maxScoreDifference.toFixed(4)}.`,
      );
    }
    return report.passed ? EXIT.done : EXIT.wrong;
  });
}

/** Recipes that name a class of the model before would go on without a word. */
async function noteUnknownClasses({
  library,
  stationLog,
}: Pick<Station['services'], 'library' | 'stationLog'>): Promise<void> {
  for (const { name, document } of stationLog.recipes.list()) {
    const warnings = await recipeWarnings(document, (ref) => classesIn(library, ref));
    for (const warning of warnings) note(`warning: the recipe "${name}": ${warning}`);
  }
}

function toLine(version: ModelVersion, liveSha256: string | null): ModelLine {
  const { spec } = version;
  return {
    ...version,
    task: spec.task,
    classes: spec.classes,
    inputSize: inputSize(version),
    live: version.sha256 === liveSha256,
  };
}

function inputSize({ spec }: ModelVersion): readonly [number, number] | null {
  if (spec.kind === 'yolo') return spec.imageSize;
  return spec.resize.style === 'exact' ? [spec.resize.height, spec.resize.width] : null;
}

function print(line: ModelLine, json: boolean): void {
  if (json) {
    printJson(line);
    return;
  }
  const size = line.inputSize === null ? 'any size' : line.inputSize.join(' x ');
  printLine(
    `${line.live ? '*' : ' '} ${line.name}:${line.version}  ${line.kind} ${line.task}  ${size}  ${line.sha256.slice(0, 12)}  ${line.classes.join(', ')}`,
  );
  for (const warning of line.spec.warnings) printLine(`    ${warning}`);
}
