/**
 * What a page cannot do by itself and the desktop adds as `window.pitchline`; absent in a browser.
 * Everything else goes through the API, the same in both.
 */
export interface DesktopBridge {
  readonly version: string;
  /** Paths of the pictures chosen in a native dialog; empty when it was closed. */
  choosePictures(): Promise<readonly string[]>;
  /** The folder chosen in a native dialog; null when it was closed. */
  chooseFolder(): Promise<string | null>;
  /** Where a dropped or chosen file lies on this machine. */
  pathForFile(file: unknown): string;
  showInFolder(path: string): Promise<void>;
  notify(title: string, body: string): Promise<void>;
}

/** The only messages that cross between page and main process. */
export const BRIDGE_CHANNELS = {
  choosePictures: 'pitchline:choose-pictures',
  chooseFolder: 'pitchline:choose-folder',
  showInFolder: 'pitchline:show-in-folder',
  notify: 'pitchline:notify',
} as const;

/** Command-line switch by which the window tells its preload script the version. */
export const VERSION_SWITCH = '--pitchline-version=';
