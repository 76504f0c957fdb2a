import { type ElectronParts, PAGE } from './types.ts';

/** The station's window: sandboxed, isolated, and bound to the station's own page. */
export function openWindow(
  electron: ElectronParts,
  preload: string,
): InstanceType<ElectronParts['BrowserWindow']> {
  const window = new electron.BrowserWindow({
    width: 1280,
    height: 800,
    minWidth: 1024,
    minHeight: 700,
    show: false,
    backgroundColor: '#2a2c2e',
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
    },
  });
  window.once('ready-to-show', () => window.show());
  window.webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
  window.webContents.on('will-navigate', (event, url) => {
    if (!url.startsWith(PAGE)) event.preventDefault();
  });
  void window.loadURL(PAGE);
  return window;
}
