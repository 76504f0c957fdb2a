import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { DeviceWish, Tiling } from '../../shared/domain.ts';
import { createStation, type StationOptions } from '../station.ts';
import { describeInspection } from './describe-inspection.ts';
import { findPictures } from './find-pictures.ts';
import { inOrder } from './in-order.ts';
import { EXIT, note, printJson, printLine } from './output.ts';

export interface InspectArguments {
  readonly paths: readonly string[];
  readonly model: string | undefined;
  readonly recipe: string | undefined;
  readonly device: DeviceWish | undefined;
  readonly confidence: number | undefined;
  readonly iou: number | undefined;
  readonly tiling: Tiling | null | undefined;
  readonly overlayFolder: string | undefined;
  readonly recursive: boolean;
  readonly record: boolean;
  readonly json: boolean;
}

/** Enough to keep the decoder ahead of the model, few enough to keep memory small. */
const IN_FLIGHT = 4;

/** `inspect`: judges files and folders, one result a picture in the order they were named. */
export async function inspectCommand(
  options: StationOptions,
  wanted: InspectArguments,
): Promise<number> {
  const station = await createStation(options);
  const stop = new AbortController();
  const onSignal = (): void => stop.abort();
  process.once('SIGINT', onSignal);
  try {
    const { inspector, library, stationLog } = station.services;
    // Wrong names are told before the first picture.
    const { document } = stationLog.recipes.find(wanted.recipe);
    await library.resolve(wanted.model ?? document.model);
    const files = await findPictures(wanted.paths, wanted.recursive);
    if (wanted.overlayFolder !== undefined) await mkdir(wanted.overlayFolder, { recursive: true });
    if (files.length === 0) note('No pictures there (by name: .jpg, .png, .bmp, .tif, .webp).');

    const counts = { ok: 0, ng: 0, review: 0, error: 0 };
    const results = inOrder(files, IN_FLIGHT, (file) =>
      inspector.inspect(
        {
          file,
          path: file,
          source: { kind: 'command' },
          model: wanted.model,
          recipe: wanted.recipe,
          device: wanted.device,
          confidence: wanted.confidence,
          iou: wanted.iou,
          tiling: wanted.tiling,
          overlay: wanted.overlayFolder !== undefined,
          record: wanted.record,
        },
        stop.signal,
      ),
    );
    for await (const { inspection, overlayPng } of results) {
      counts[inspection.verdict] += 1;
      if (overlayPng !== null && wanted.overlayFolder !== undefined) {
        await writeFile(join(wanted.overlayFolder, `${basename(inspection.file)}.png`), overlayPng);
      }
      if (wanted.json) printJson(inspection);
      else printLine(describeInspection(inspection));
      const done = counts.ok + counts.ng + counts.review + counts.error;
      if (process.stderr.isTTY) process.stderr.write(`\r${done}/${files.length}\u001b[K\r`);
    }
    if (!wanted.json) {
      printLine(
        `${files.length} pictures: ${counts.ok} OK, ${counts.ng} NG, ${counts.review} review, ${counts.error} error`,
      );
    }
    return counts.error > 0 ? EXIT.wrong : EXIT.done;
  } finally {
    process.off('SIGINT', onSignal);
    await station.close();
  }
}
