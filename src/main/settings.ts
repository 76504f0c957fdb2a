import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { PitchlineError } from '../shared/errors.ts';
import type { StationOptions } from './station.ts';

const SettingsSchema = z.strictObject({
  /** Larger pictures are refused before anything of their size is allocated. */
  maxPixels: z.number().int().positive().default(100_000_000),
  /** As large as a 100-megapixel picture is uncompressed at 16 bits a channel. */
  maxPictureBytes: z.number().int().positive().default(600_000_000),
  /** Origins of other pages that may use the API. */
  cors: z.array(z.url()).default([]),
  /** Host names that the station answers to, beside loopback names and IP addresses. */
  allowedHosts: z.array(z.string()).default([]),
  /** Threads of the inference; null: as many as the machine has cores. */
  threads: z.number().int().positive().nullable().default(null),
});
type Settings = z.infer<typeof SettingsSchema>;

/** The settings as `createStation` wants them; a host adds what it was told besides. */
export function stationSettings(
  dataFolder: string,
): Pick<
  StationOptions,
  'threads' | 'allowedHosts' | 'corsOrigins' | 'maxPixels' | 'maxPictureBytes'
> {
  const { cors, ...settings } = readSettings(dataFolder);
  return { ...settings, corsOrigins: cors };
}

/**
 * Reads `settings.json` of a data folder; what it does not name has its default, and without the
 * file everything has.
 *
 * @throws PitchlineError SETTINGS_INVALID, naming the entry
 */
export function readSettings(dataFolder: string): Settings {
  const path = join(dataFolder, 'settings.json');
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return SettingsSchema.parse({});
  }
  const parsed = SettingsSchema.safeParse(parseJson(text, path));
  if (parsed.success) return parsed.data;
  const what = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
  throw new PitchlineError('SETTINGS_INVALID', `${path} is not understood: ${what.join('; ')}.`);
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new PitchlineError('SETTINGS_INVALID', `${path} is not JSON: ${String(cause)}`, {
      cause,
    });
  }
}
