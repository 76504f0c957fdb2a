import { Command, InvalidArgumentError, Option } from 'commander';
import { DeviceSchema, DeviceWishSchema, ModelKindSchema } from '../../shared/domain.ts';
import { parseTile } from '../inspection/tile-option.ts';
import type { StationOptions } from '../station.ts';
import type { SpecOverrides } from '../vision/types.ts';
import { type Common, common, type Finish } from './common.ts';
import { doctorCommand } from './doctor.ts';
import { addEvaluate } from './evaluate-program.ts';
import { inspectCommand } from './inspect.ts';
import { share, tile } from './judging-options.ts';
import { addLogAnnotations } from './log-export-annotations.ts';
import { addLogKeeping } from './log-keeping-program.ts';
import { addLogPrune } from './log-prune.ts';
import { addLogReading } from './log-reading-program.ts';
import * as models from './models.ts';
import { addPeopleCommands } from './people-program.ts';
import { addRecipeCommands } from './recipes-program.ts';
import { serveCommand } from './serve.ts';
import { addSettingCommands } from './settings-program.ts';
import { addWatch } from './watch-program.ts';

/** What the host knows, given what a command was told. */
export type MakeOptions = (asked: AskedOptions) => StationOptions;

export interface AskedOptions {
  readonly data: string | undefined;
  readonly threads: number | undefined;
  readonly allowHost: readonly string[];
  readonly cors: readonly string[];
}

/**
 * The command line. Every action resolves to an exit status, given to `finish`; wrong usage is
 * thrown by commander.
 */
export function createProgram(version: string, makeOptions: MakeOptions, finish: Finish): Command {
  const program = new Command('pitchline')
    .description('Inspection station: finds defects on machined parts')
    .version(version)
    .exitOverride()
    .showHelpAfterError('(--help lists what there is)');

  const make = (common: Common, more: Partial<AskedOptions> = {}): StationOptions =>
    makeOptions({ data: common.data, threads: common.threads, allowHost: [], cors: [], ...more });

  common(program.command('serve'))
    .description('the headless station; prints its address as the first line')
    .option('--host <host>', 'address to listen on', '127.0.0.1')
    .option('--port <port>', 'port to listen on, 0 for any free one', port, 8470)
    .option('--open', 'open it in the browser')
    .option('--allow-host <name...>', 'further host names that it answers to')
    .option('--cors <origin...>', 'pages of other origins that may use it')
    .action((options) =>
      finish(
        () =>
          serveCommand(
            make(options, { allowHost: options.allowHost ?? [], cors: options.cors ?? [] }),
            {
              host: options.host,
              port: options.port,
              open: options.open === true,
              json: options.json === true,
            },
          ),
        options.json === true,
      ),
    );

  common(program.command('inspect'))
    .description('judge files and folders')
    .argument('<path...>', 'pictures, or folders of them')
    .option(
      '--model <ref>',
      "yolo, mask2former, a name, name:version, a sha256 or an ONNX file; the recipe's when not said",
    )
    .option('--recipe <name>', 'name or name:revision', 'default')
    .addOption(
      new Option('--device <device>', "what computes; the recipe's when not said").choices(
        DeviceWishSchema.options,
      ),
    )
    .option('--confidence <x>', 'lowest score of a defect, 0 to 1', share)
    .option('--iou <x>', 'overlap over which two boxes are one, 0 to 1 (YOLO)', share)
    .option(
      '--tile <size,overlap>',
      'judge in tiles: pixels (640) or share of the shorter side (0.7), or "off"',
      tile,
    )
    .option('--overlay <folder>', 'write pictures with the defects drawn on them')
    .option('--recursive', 'folders inside folders too')
    .option('--no-log', 'keep nothing of these inspections')
    .action((paths: string[], options) =>
      finish(
        () =>
          inspectCommand(make(options), {
            paths,
            model: options.model,
            recipe: options.recipe,
            device: options.device,
            confidence: options.confidence,
            iou: options.iou,
            tiling: options.tile === undefined ? undefined : parseTile(options.tile),
            overlayFolder: options.overlay,
            recursive: options.recursive === true,
            record: options.log !== false,
            json: options.json === true,
          }),
        options.json === true,
      ),
    );

  addModelCommands(
    program.command('models').description('the library of model versions'),
    make,
    finish,
  );

  const log = program.command('log').description('the inspection log');
  addLogReading(log, { make, finish });
  addLogAnnotations(log, { make, finish });
  addLogKeeping(log, { make, finish });
  addLogPrune(log, { make, finish });

  addRecipeCommands(program, { make, finish });
  addPeopleCommands(program, { make, finish });
  addSettingCommands(program, { make, finish });
  addWatch(program, { make, finish });
  addEvaluate(program, { make, finish });

  common(program.command('doctor'))
    .description('devices, folders, models: what works here and what to do')
    .action((options) =>
      finish(() => doctorCommand(make(options), options.json === true), options.json === true),
    );

  return program;
}

function addModelCommands(
  group: Command,
  make: (common: Common) => StationOptions,
  finish: Finish,
): void {
  const command = (usage: string, description: string): Command =>
    common(group.command(usage)).description(description);

  command('list', 'the installed versions; * marks the live ones').action((options) =>
    finish(() => models.modelsList(make(options), options.json === true), options.json === true),
  );
  command('show <ref>', 'everything known of one version').action((ref: string, options) =>
    finish(
      () => models.modelsShow(make(options), ref, options.json === true),
      options.json === true,
    ),
  );
  command('import <path>', 'check an ONNX file and install it')
    .option('--name <name>', 'name in the library; the file name when not said')
    .option('--classes <names>', 'class names, separated by commas, where the file has none', list)
    .option(
      '--image-size <pixels>',
      'input size (640 or 480x640) where the file does not say',
      imageSize,
    )
    .addOption(
      new Option('--task <task>', 'where the file does not say').choices(['detect', 'segment']),
    )
    .addOption(
      new Option('--rule <rule>', 'how Mask2Former queries become masks').choices([
        'huggingface',
        'argmax',
      ]),
    )
    .option('--activate', 'make it the live model of its kind')
    .action((path: string, options) => {
      const overrides: SpecOverrides = {
        ...(options.classes === undefined ? {} : { classes: options.classes }),
        ...(options.imageSize === undefined ? {} : { imageSize: options.imageSize }),
        ...(options.task === undefined ? {} : { task: options.task }),
        ...(options.rule === undefined ? {} : { rule: options.rule }),
      };
      const wanted = { path, name: options.name, overrides, activate: options.activate === true };
      return finish(
        () => models.modelsImport(make(options), wanted, options.json === true),
        options.json === true,
      );
    });
  command('remove <ref>', 'delete a version that is not live').action((ref: string, options) =>
    finish(
      () => models.modelsRemove(make(options), ref, options.json === true),
      options.json === true,
    ),
  );
  command('activate <ref>', 'make a version the live one of its kind').action(
    (ref: string, options) =>
      finish(
        () => models.modelsActivate(make(options), ref, options.json === true),
        options.json === true,
      ),
  );
  command('rollback <kind>', 'back to the version that was live before').action(
    (kind: string, options) =>
      finish(
        () => models.modelsRollback(make(options), modelKind(kind), options.json === true),
        options.json === true,
      ),
  );
  command('parity <ref>', 'compare a device with the CPU on the demo pictures')
    .addOption(
      new Option('--device <device>', 'what to compare')
        .choices(DeviceSchema.options)
        .makeOptionMandatory(),
    )
    .action((ref: string, options) =>
      finish(
        () => models.modelsParity(make(options), ref, options.device, options.json === true),
        options.json === true,
      ),
    );
}

function port(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > 65_535)
    throw new InvalidArgumentError('It must be 0 to 65535.');
  return value;
}

function list(text: string): readonly string[] {
  return text.split(',').map((name) => name.trim());
}

function imageSize(text: string): readonly [number, number] {
  const match = /^(\d+)(?:x(\d+))?$/.exec(text);
  if (match === null) throw new InvalidArgumentError('Write 640, or HEIGHTxWIDTH.');
  const height = Number(match[1]);
  return [height, Number(match[2] ?? height)];
}

function modelKind(text: string): ReturnType<typeof ModelKindSchema.parse> {
  const kind = ModelKindSchema.safeParse(text);
  if (!kind.success)
    throw new InvalidArgumentError(`It must be one of ${ModelKindSchema.options.join(', ')}.`);
  return kind.data;
}
