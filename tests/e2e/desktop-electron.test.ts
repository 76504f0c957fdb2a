import { _electron, type ElectronApplication } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { electronBinary } from '../../scripts/lib/electron-binary.ts';
import { freshFolder, ROOT } from '../support/cli.ts';

const binary = electronBinary();
if (binary === null) {
  process.stdout.write(
    "Electron's binary is not here (node node_modules/electron/install.js fetches it): the desktop suite is skipped.\n",
  );
}

describe.skipIf(binary === null)('the desktop in Electron', () => {
  let app: ElectronApplication;

  beforeAll(async () => {
    app = await _electron.launch({
      executablePath: binary ?? '',
      args: [ROOT],
      env: { ...process.env, PITCHLINE_DATA: freshFolder('desktop') } as Record<string, string>,
    });
  }, 120_000);
  afterAll(async () => {
    await app.close();
  });

  it('shows the station’s page, sandboxed and without Node', async () => {
    const window = await app.firstWindow();
    expect(window.url()).toBe('pitchline://station/');
    expect(await window.evaluate(() => 'require' in globalThis)).toBe(false);
  });

  it('judges a demo picture through the same handler as the browser', async () => {
    const window = await app.firstWindow();
    const sent = window.waitForResponse((response) => response.url().includes('/inspections'));
    await window
      .getByRole('button', { name: /gear-crack/ })
      .first()
      .click();
    const inspection = (await (await sent).json()) as { verdict: string };
    expect(inspection.verdict).toBe('ng');
    await window.locator('[data-verdict="ng"]').first().waitFor();
  }, 60_000);

  it('offers the bridge and nothing else', async () => {
    const window = await app.firstWindow();
    const offered = await window.evaluate(() =>
      Object.keys((globalThis as { pitchline?: object }).pitchline ?? {}).sort(),
    );
    expect(offered).toEqual(['chooseFolder', 'notify']);
  });
});
