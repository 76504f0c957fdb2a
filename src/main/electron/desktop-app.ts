import type { Station } from '../station.ts';
import { hostBridge } from './bridge-host.ts';
import { SessionJar } from './session-jar.ts';
import { type ElectronParts, SCHEME } from './types.ts';
import { openWindow } from './window.ts';

export interface DesktopOptions {
  readonly preload: string;
  /** Chromium's own files, kept inside the data folder so that copying it moves the station. */
  readonly profileFolder: string;
  readonly startStation: () => Promise<Station>;
}

/**
 * The desktop's whole life: one instance, the station behind `pitchline://station`, one window.
 * Called before Electron is ready, since schemes must be registered then.
 */
export async function runDesktop(electron: ElectronParts, options: DesktopOptions): Promise<void> {
  const { app, dialog, protocol, session } = electron;
  app.setPath('userData', options.profileFolder);
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  protocol.registerSchemesAsPrivileged([
    {
      scheme: SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true },
    },
  ]);
  await app.whenReady();

  let station: Station;
  try {
    station = await options.startStation();
  } catch (error) {
    dialog.showErrorBox(
      'Pitchline cannot start',
      error instanceof Error ? error.message : String(error),
    );
    app.exit(1);
    return;
  }
  const jar = new SessionJar();
  protocol.handle(SCHEME, async (request) =>
    jar.keep(await station.fetch(request, { address: null, sessionToken: jar.token })),
  );
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, allow) =>
    allow(false),
  );
  hostBridge(electron);

  let window = openWindow(electron, options.preload);
  app.on('second-instance', () => {
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  app.on('activate', () => {
    if (window.isDestroyed()) window = openWindow(electron, options.preload);
  });
  app.on('window-all-closed', () => app.quit());

  let closing = false;
  app.on('before-quit', (event) => {
    if (closing) return;
    // The first quit waits until the station has let go of its data folder.
    event.preventDefault();
    closing = true;
    void station.close().finally(() => app.quit());
  });
}
