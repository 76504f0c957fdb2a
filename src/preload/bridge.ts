import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { BRIDGE_CHANNELS, type DesktopBridge, VERSION_SWITCH } from '../shared/desktop-bridge.ts';

const version =
  process.argv
    .find((argument) => argument.startsWith(VERSION_SWITCH))
    ?.slice(VERSION_SWITCH.length) ?? '';

const bridge: DesktopBridge = {
  version,
  choosePictures: () => ipcRenderer.invoke(BRIDGE_CHANNELS.choosePictures),
  chooseFolder: () => ipcRenderer.invoke(BRIDGE_CHANNELS.chooseFolder),
  pathForFile: (file) => webUtils.getPathForFile(file as File),
  showInFolder: (path) => ipcRenderer.invoke(BRIDGE_CHANNELS.showInFolder, path),
  notify: (title, body) => ipcRenderer.invoke(BRIDGE_CHANNELS.notify, title, body),
};

contextBridge.exposeInMainWorld('pitchline', bridge);
