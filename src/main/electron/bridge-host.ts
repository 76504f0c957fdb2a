import { BRIDGE_CHANNELS } from '../../shared/desktop-bridge.ts';
import { type ElectronParts, PAGE } from './types.ts';

/** Answers the preload's few requests, and only when they come from the station's own page. */
export function hostBridge(electron: ElectronParts): void {
  const { dialog, ipcMain, Notification } = electron;

  const handle = (channel: string, work: (...args: readonly unknown[]) => unknown): void => {
    ipcMain.handle(channel, (event, ...args: readonly unknown[]) => {
      if (event.senderFrame?.url.startsWith(PAGE) !== true) {
        throw new Error('Only the station’s own page may ask this.');
      }
      return work(...args);
    });
  };

  handle(BRIDGE_CHANNELS.chooseFolder, async () => {
    const { filePaths } = await dialog.showOpenDialog({ properties: ['openDirectory'] });
    return filePaths[0] ?? null;
  });
  handle(BRIDGE_CHANNELS.notify, (title, body) =>
    new Notification({ title: String(title), body: String(body) }).show(),
  );
}
