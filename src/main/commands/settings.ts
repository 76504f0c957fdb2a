import { PitchlineError } from '../../shared/errors.ts';
import type { StationSettings } from '../../shared/station-settings.ts';
import { SettingService } from '../people/setting-service.ts';
import type { StationOptions } from '../station.ts';
import { EXIT, note, printJson, printLine } from './output.ts';
import { commandActor, withLog } from './with-log.ts';

/** Works on the settings of a data folder, whose station is not running. */
function withSettings(
  options: StationOptions,
  work: (settings: SettingService) => void,
): Promise<number> {
  return withLog(options, async (stationLog) => {
    // Nobody listens: the station is not running.
    work(new SettingService(stationLog, { publish: () => undefined }, note));
    return EXIT.done;
  });
}

export function settingsShow(
  options: StationOptions,
  name: string | undefined,
  json: boolean,
): Promise<number> {
  return withSettings(options, ({ current }) =>
    print(name === undefined ? current : valueAt(current, name), name, json),
  );
}

/** Says the setting as it is afterwards. */
export function settingsSet(
  options: StationOptions,
  name: string,
  text: string,
  json: boolean,
): Promise<number> {
  return withSettings(options, (settings) => {
    valueAt(settings.current, name);
    const patch = name
      .split('.')
      .reduceRight<unknown>((value, key) => ({ [key]: value }), read(text));
    const after = settings.change(patch, commandActor());
    print(valueAt(after, name), name, json);
  });
}

/** @throws PitchlineError SETTINGS_INVALID that lists what there is at the first part that is not */
function valueAt(settings: StationSettings, name: string): unknown {
  let value: unknown = settings;
  for (const part of name.split('.')) {
    if (!isGroup(value) || !Object.hasOwn(value, part)) {
      const names = Object.keys(isGroup(value) ? value : settings).join(', ');
      throw new PitchlineError(
        'SETTINGS_INVALID',
        `There is no setting "${name}"; there are: ${names}.`,
      );
    }
    value = value[part];
  }
  return value;
}

/** JSON, or where it is none a word as one types it: `02:30`, `Line 4`. */
function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function print(value: unknown, name: string | undefined, json: boolean): void {
  if (json) printJson(name === undefined ? value : { name, value });
  else
    for (const [path, leaf] of leaves(value, name)) printLine(`${path} = ${JSON.stringify(leaf)}`);
}

function leaves(value: unknown, path: string | undefined): readonly (readonly [string, unknown])[] {
  if (!isGroup(value)) return [[path ?? '', value]];
  return Object.entries(value).flatMap(([key, inner]) =>
    leaves(inner, path === undefined ? key : `${path}.${key}`),
  );
}

function isGroup(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
