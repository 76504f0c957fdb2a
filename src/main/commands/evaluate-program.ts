import { type Command, InvalidArgumentError, Option } from 'commander';
import { DeviceWishSchema } from '../../shared/domain.ts';
import type { Renaming } from '../evaluate/class-map.ts';
import { SPLITS } from '../evaluate/yolo-config.ts';
import { parseTile } from '../inspection/tile-option.ts';
import { besidesData, type CommandTools } from './common.ts';
import { evaluateCommand } from './evaluate.ts';
import { share, tile } from './judging-options.ts';

/** `evaluate`: average precision on labelled pictures, and what the recipe would let through. */
export function addEvaluate(program: Command, { make, finish }: CommandTools): void {
  besidesData(program.command('evaluate'))
    .description('average precision on labelled pictures, escapes and false alarms')
    .requiredOption('--data <path>', 'folder with labels, a COCO file or a data.yaml (YOLO)')
    .option('--pictures <folder>', 'where the pictures of a COCO file are')
    .addOption(
      new Option('--split <name>', 'of a data.yaml; the first that is there when not said').choices(
        SPLITS,
      ),
    )
    .option('--model <ref>', "yolo, mask2former, a name, …; the recipe's when not said")
    .option('--recipe <name>', 'name or name:revision', 'default')
    .addOption(
      new Option('--device <device>', "what computes; the recipe's when not said").choices(
        DeviceWishSchema.options,
      ),
    )
    .option('--tile <size,overlap>', 'judge in such tiles, or "off"', tile)
    .option('--floor <x>', "curves down to this score; the station's own when not said", share)
    .option('--map <data=model>', 'a class of the data is this class of the model', renaming, [])
    .option('--out <folder>', 'write figures, curves and detections there')
    .option('--station <folder>', "the station's data folder, which --data is elsewhere")
    .action((options) =>
      finish(
        () =>
          evaluateCommand(make({ ...options, data: options.station }), {
            data: options.data,
            pictures: options.pictures,
            split: options.split,
            model: options.model,
            recipe: options.recipe,
            device: options.device,
            tiling: options.tile === undefined ? undefined : parseTile(options.tile),
            floor: options.floor,
            renamings: options.map,
            out: options.out,
            json: options.json === true,
          }),
        options.json === true,
      ),
    );
}

function renaming(text: string, before: readonly Renaming[]): readonly Renaming[] {
  const [data, model, ...more] = text.split('=').map((name) => name.trim());
  if (!data || !model || more.length > 0) {
    throw new InvalidArgumentError('Write DATA=MODEL, as scratch=crack.');
  }
  return [...before, { data, model }];
}
