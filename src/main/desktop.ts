import { join } from 'node:path';
import electron from 'electron';
import { dataFolder } from './data-folder.ts';
import { runDesktop } from './electron/desktop-app.ts';
import { forkUtility } from './electron/fork-utility.ts';
import { installation } from './installation.ts';
import { stationSettings } from './settings.ts';
import { createStation } from './station.ts';

/** The desktop entry: the only one, with `electron/`, that knows Electron. */
const { root, folders } = installation(import.meta.dirname);
const folder = dataFolder(undefined);

// Not awaited: Electron becomes ready only after this module has been evaluated.
void runDesktop(electron, {
  preload: join(root, 'out/preload/bridge.cjs'),
  profileFolder: join(folder, 'electron'),
  startStation: async () => {
    const station = await createStation({
      ...folders,
      ...stationSettings(folder),
      host: 'desktop',
      version: electron.app.getVersion(),
      dataFolder: folder,
      fork: forkUtility,
      // biome-ignore lint/suspicious/noConsole: the terminal that started the desktop
      log: (level, message) => console[level](message),
    });
    station.services.folders.start();
    return station;
  },
});
