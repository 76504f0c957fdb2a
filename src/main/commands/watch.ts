import { resolve } from 'node:path';
import type { DeviceWish, Inspection } from '../../shared/domain.ts';
import { PitchlineError } from '../../shared/errors.ts';
import {
  type FolderSettings,
  type FolderSettingsInput,
  FolderSettingsSchema,
} from '../../shared/folders.ts';
import { createStation, type StationOptions } from '../station.ts';
import { describeInspection } from './describe-inspection.ts';
import { EXIT, note, printJson, printLine } from './output.ts';

export interface WatchArguments {
  readonly folder: string;
  readonly once: boolean;
  readonly recipe: string | undefined;
  readonly model: string | undefined;
  readonly device: DeviceWish | undefined;
  readonly patterns: readonly string[];
  readonly recursive: boolean;
  /** Where to, or true for the folder itself. */
  readonly move: string | true | undefined;
  readonly part: string | undefined;
  readonly results: string | undefined;
  readonly csv: string | undefined;
  readonly watching: FolderSettings['watching'] | undefined;
  readonly settleSeconds: number | undefined;
  readonly json: boolean;
}

/** `--once` does not wait for a camera: what does not decode after a moment never will. */
const ONCE = { tries: 3, patienceSeconds: 2 };

/** `watch`: judges the pictures of a folder, each content once, until Ctrl+C or with `--once` until none is left. */
export async function watchCommand(
  options: StationOptions,
  wanted: WatchArguments,
): Promise<number> {
  const settings = settingsOf(wanted);
  const station = await createStation(options);
  const stop = new AbortController();
  const onSignal = (): void => stop.abort();
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  const counts = { ok: 0, ng: 0, review: 0, error: 0 };
  const onInspection = (inspection: Inspection): void => {
    counts[inspection.verdict] += 1;
    if (wanted.json) printJson(inspection);
    else printLine(describeInspection(inspection));
  };
  try {
    if (!wanted.once) note(`Watching ${settings.path}; Ctrl+C ends it.`);
    await station.services.folders.watchHere(
      settings,
      { once: wanted.once, onInspection },
      stop.signal,
    );
    if (!wanted.json) {
      printLine(
        `${counts.ok} OK, ${counts.ng} NG, ${counts.review} review, ${counts.error} error; what was judged before is left out`,
      );
    }
    return counts.error > 0 ? EXIT.wrong : EXIT.done;
  } finally {
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
    await station.close();
  }
}

/** @throws PitchlineError USAGE */
function settingsOf(wanted: WatchArguments): FolderSettings {
  const { recipe = null, model = null, device = null, part, results, csv, move } = wanted;
  if (results !== undefined && csv !== undefined) {
    throw new PitchlineError('USAGE', 'Choose one of --results and --csv.');
  }
  const resultFolder = results ?? csv;
  const input: FolderSettingsInput = {
    path: resolve(wanted.folder),
    recipe,
    model,
    device,
    patterns: [...wanted.patterns],
    recursive: wanted.recursive,
    ...(wanted.once ? ONCE : {}),
    ...(wanted.watching === undefined ? {} : { watching: wanted.watching }),
    ...(wanted.settleSeconds === undefined ? {} : { settleSeconds: wanted.settleSeconds }),
    ...(part === undefined ? {} : { part: { kind: 'template', text: part } }),
    ...(move === undefined
      ? {}
      : { afterwards: { kind: 'move', to: move === true ? null : resolve(move) } }),
    ...(resultFolder === undefined
      ? {}
      : {
          results: {
            kind: csv === undefined ? 'json' : 'csv',
            folder: resolve(resultFolder),
          },
        }),
  };
  return FolderSettingsSchema.parse(input);
}
