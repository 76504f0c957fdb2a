/**
 * What a page cannot do by itself and the desktop adds as `window.pitchline`; absent in a browser.
 * Everything else goes through the API, the same in both.
 */
export interface DesktopBridge {
  /** The folder chosen in a native dialog; null when it was closed. */
  chooseFolder(): Promise<string | null>;
  /** A message of the system, for who does not look at the window. */
  notify(title: string, body: string): Promise<void>;
}

/** The only messages that cross between page and main process. */
export const BRIDGE_CHANNELS = {
  chooseFolder: 'pitchline:choose-folder',
  notify: 'pitchline:notify',
} as const;
