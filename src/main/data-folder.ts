import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * Where a station keeps everything: what was asked for, else `PITCHLINE_DATA`, else the platform's
 * application-data folder.
 */
export function dataFolder(
  asked: string | undefined,
  environment: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  const wanted = asked ?? environment.PITCHLINE_DATA;
  if (wanted !== undefined && wanted !== '') return resolve(wanted);
  const home = homedir();
  switch (platform) {
    case 'win32':
      return join(environment.APPDATA ?? join(home, 'AppData', 'Roaming'), 'Pitchline');
    case 'darwin':
      return join(home, 'Library', 'Application Support', 'Pitchline');
    default:
      return join(environment.XDG_DATA_HOME ?? join(home, '.local', 'share'), 'pitchline');
  }
}
