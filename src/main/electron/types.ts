import type * as Electron from 'electron';

/** The parts of Electron that the desktop touches; tests put doubles in their place. */
export type ElectronParts = Pick<
  typeof Electron,
  'app' | 'BrowserWindow' | 'dialog' | 'ipcMain' | 'Notification' | 'protocol' | 'session'
>;

export const SCHEME = 'pitchline';
export const PAGE = `${SCHEME}://station/`;
