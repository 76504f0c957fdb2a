import { describe, expect, it, vi } from 'vitest';
import { type DesktopOptions, runDesktop } from '../../../src/main/electron/desktop-app.ts';
import type { Station } from '../../../src/main/station.ts';
import { BRIDGE_CHANNELS } from '../../../src/shared/desktop-bridge.ts';
import { electronDouble } from './electron-double.ts';

function stationDouble() {
  const close = vi.fn(async () => undefined);
  const fetch = vi.fn(() => new Response('page'));
  return { station: { fetch, close } as unknown as Station, fetch, close };
}

function options(startStation: DesktopOptions['startStation']): DesktopOptions {
  return {
    preload: '/out/bridge.cjs',
    profileFolder: '/data/electron',
    startStation,
  };
}

async function started() {
  const electron = electronDouble();
  const station = stationDouble();
  await runDesktop(
    electron.parts,
    options(async () => station.station),
  );
  return { ...electron, ...station };
}

describe('runDesktop', () => {
  it('registers its scheme before Electron is ready and serves the station behind it', async () => {
    const { order, double, fetch } = await started();
    expect(order).toEqual(['setPath userData', 'scheme', 'ready']);
    const [scheme, handler] = double.protocol.handle.mock.calls[0] ?? [];
    expect(scheme).toBe('pitchline');
    const request = new Request('pitchline://station/');
    handler?.(request);
    expect(fetch).toHaveBeenCalledWith(request, { address: null, sessionToken: undefined });
  });

  it('opens a sandboxed, isolated window on the station’s page, and shows it when it is drawn', async () => {
    const { windows } = await started();
    expect(windows).toHaveLength(1);
    expect(windows[0]?.options).toMatchObject({
      webPreferences: {
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        preload: '/out/bridge.cjs',
      },
    });
    expect(windows[0]?.loadURL).toHaveBeenCalledWith('pitchline://station/');
    expect(windows[0]?.show).not.toHaveBeenCalled();
    windows[0]?.emit('ready-to-show');
    expect(windows[0]?.show).toHaveBeenCalledOnce();
  });

  it('goes nowhere else: no new windows, no foreign pages, no permissions', async () => {
    const { windows, double } = await started();
    const contents = windows[0]?.webContents;
    expect(contents?.setWindowOpenHandler.mock.calls[0]?.[0]()).toEqual({ action: 'deny' });
    const away = { preventDefault: vi.fn() };
    contents?.emit('will-navigate', away, 'https://evil.example/');
    expect(away.preventDefault).toHaveBeenCalledOnce();
    const within = { preventDefault: vi.fn() };
    contents?.emit('will-navigate', within, 'pitchline://station/models');
    expect(within.preventDefault).not.toHaveBeenCalled();
    const allow = vi.fn();
    double.session.defaultSession.setPermissionRequestHandler.mock.calls[0]?.[0](
      null,
      'media',
      allow,
    );
    expect(allow).toHaveBeenCalledWith(false);
  });

  it('is one instance: a second one quits and starts no station; the first comes to the front', async () => {
    const second = electronDouble(false);
    const start = vi.fn();
    await runDesktop(second.parts, options(start));
    expect(second.double.app.quit).toHaveBeenCalledOnce();
    expect(start).not.toHaveBeenCalled();

    const { double, windows } = await started();
    double.app.emit('second-instance');
    expect(windows[0]?.restore).toHaveBeenCalledOnce();
    expect(windows[0]?.focus).toHaveBeenCalledOnce();
  });

  it('says why the station does not start, and ends', async () => {
    const { parts, double, windows } = electronDouble();
    await runDesktop(
      parts,
      options(() => Promise.reject(new Error('The data folder is in use.'))),
    );
    expect(double.dialog.showErrorBox).toHaveBeenCalledWith(
      'Pitchline cannot start',
      'The data folder is in use.',
    );
    expect(double.app.exit).toHaveBeenCalledWith(1);
    expect(windows).toHaveLength(0);
  });

  it('quits only after the station has let go of its data', async () => {
    const { double, close } = await started();
    const event = { preventDefault: vi.fn() };
    double.app.emit('before-quit', event);
    expect(event.preventDefault).toHaveBeenCalledOnce();
    expect(close).toHaveBeenCalledOnce();
    await vi.waitFor(() => expect(double.app.quit).toHaveBeenCalledOnce());
    const again = { preventDefault: vi.fn() };
    double.app.emit('before-quit', again);
    expect(again.preventDefault).not.toHaveBeenCalled();
  });
});

describe('the bridge', () => {
  const own = { senderFrame: { url: 'pitchline://station/' } };

  it('answers the page', async () => {
    const { handlers, notices } = await started();
    expect(await handlers.get(BRIDGE_CHANNELS.chooseFolder)?.(own)).toBe('/parts/a.bmp');
    await handlers.get(BRIDGE_CHANNELS.notify)?.(own, 'Alarm', 'The camera is gone.');
    expect(notices).toEqual([{ title: 'Alarm', body: 'The camera is gone.' }]);
    expect([...handlers.keys()].sort()).toEqual(Object.values(BRIDGE_CHANNELS).sort());
  });

  it('answers nobody else', async () => {
    const { handlers } = await started();
    for (const sender of [
      { senderFrame: { url: 'https://evil.example/' } },
      { senderFrame: null },
    ]) {
      expect(() => handlers.get(BRIDGE_CHANNELS.chooseFolder)?.(sender)).toThrow('own page');
    }
  });
});
