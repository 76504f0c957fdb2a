import { contextBridge, ipcRenderer } from 'electron';
import { BRIDGE_CHANNELS, type DesktopBridge } from '../shared/desktop-bridge.ts';

const bridge: DesktopBridge = {
  chooseFolder: () => ipcRenderer.invoke(BRIDGE_CHANNELS.chooseFolder),
  notify: (title, body) => ipcRenderer.invoke(BRIDGE_CHANNELS.notify, title, body),
};

contextBridge.exposeInMainWorld('pitchline', bridge);
