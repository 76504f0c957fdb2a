import type { DeviceWish, Tiling } from '../../shared/domain.ts';
import { lowestScore } from '../../shared/recipes/scores.ts';
import { mapClasses, type Renaming } from '../evaluate/class-map.ts';
import { type Judging, judgeLabelled, type PictureOutcome } from '../evaluate/judge-labelled.ts';
import { type DatasetWish, readDataset } from '../evaluate/read-dataset.ts';
import { reportOf } from '../evaluate/report.ts';
import { writeResults } from '../evaluate/write-results.ts';
import { createStation, type StationOptions } from '../station.ts';
import { describeEvaluation } from './describe-evaluation.ts';
import { inOrder } from './in-order.ts';
import { EXIT, note, printJson, printLine } from './output.ts';
import { progressLine } from './progress-line.ts';

export interface EvaluateArguments extends DatasetWish {
  readonly model: string | undefined;
  readonly recipe: string | undefined;
  readonly device: DeviceWish | undefined;
  readonly tiling: Tiling | null | undefined;
  readonly floor: number | undefined;
  readonly renamings: readonly Renaming[];
  readonly out: string | undefined;
  readonly json: boolean;
}

/** Enough to keep the decoder ahead of the model, few enough to keep memory small. */
const IN_FLIGHT = 4;

const WHOLE_PICTURE_FLOOR = 0.001;

/** `evaluate`: judges labelled pictures and says how good the model is, and the recipe with it. */
export async function evaluateCommand(
  options: StationOptions,
  wanted: EvaluateArguments,
): Promise<number> {
  // Labels that cannot be read are told before a station starts.
  const dataset = await readDataset(wanted);
  const station = await createStation(options);
  const stop = new AbortController();
  const onSignal = (): void => stop.abort();
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  const progress = progressLine();
  try {
    const { engine, library, stationLog, settings } = station.services;
    const { document: recipe, name, revision } = stationLog.recipes.find(wanted.recipe);
    const model = await library.resolve(wanted.model ?? recipe.model);
    const classes = mapClasses(dataset, model.engine.spec.classes, wanted.renamings);
    const tiling = wanted.tiling === undefined ? recipe.tiling : wanted.tiling;
    const judging = judgingOf({
      engine,
      model,
      recipe,
      device: wanted.device ?? recipe.device,
      tiling: tiling === undefined ? model.engine.tiling : tiling,
      lineFloor: Math.min(lowestScore(recipe), settings.current.logFloor),
      curveFloor: wanted.floor,
      toModel: classes.toModel,
    });
    const outcomes: PictureOutcome[] = [];
    const judged = inOrder(dataset.pictures, IN_FLIGHT, (picture) =>
      judgeLabelled(judging, picture, stop.signal),
    );
    for await (const outcome of judged) {
      outcomes.push(outcome);
      tell(outcome, wanted.json);
      progress.show(`${outcomes.length}/${dataset.pictures.length}`);
    }
    progress.end();
    const notes = [...dataset.notes, ...classes.notes];
    const parts = { dataset, judging, recipe: { name, revision }, outcomes, notes };
    const report = reportOf(parts);
    if (wanted.out !== undefined) await writeResults(wanted.out, report, parts);
    if (wanted.json) printJson(report);
    else for (const line of describeEvaluation(report)) printLine(line);
    return report.data.failed > 0 ? EXIT.wrong : EXIT.done;
  } finally {
    progress.end();
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
    await station.close();
  }
}

/**
 * Of whole pictures the curves go as far down as those of Ultralytics' validation. Of tiles they end
 * where the station ends: weaker pieces would be joined to stronger ones and make them worse than
 * anybody will ever see them.
 */
function judgingOf(
  known: Omit<Judging, 'curveFloor'> & { readonly curveFloor: number | undefined },
): Judging {
  const usual = known.tiling === null ? WHOLE_PICTURE_FLOOR : known.lineFloor;
  return { ...known, curveFloor: known.curveFloor ?? usual };
}

/** With `--json` a line a picture; else only what went wrong. */
function tell(outcome: PictureOutcome, json: boolean): void {
  if (outcome.kind === 'failed') {
    const { name, error } = outcome;
    note(`ERROR  ${name}  ${error.message} [${error.code}]`);
    if (json) printJson({ kind: 'picture', file: name, verdict: 'error', error });
  } else if (json) {
    const { name, verdict, labels, counted } = outcome;
    const [objects, found] = [labels.length, counted.length];
    printJson({ kind: 'picture', file: name, verdict, objects, found, error: null });
  }
}
