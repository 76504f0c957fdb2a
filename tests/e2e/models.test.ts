import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { freshFolder, type Served, serve } from '../support/cli.ts';
import { brightnessYolo } from '../unit/models/onnx-writer.ts';
import { axeFindings } from './support/axe.ts';
import { launchChromium, type Visit, visit } from './support/browser.ts';
import { demoPicture, drop } from './support/pictures.ts';

const SLOW = { timeout: 60_000 };

vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 });

let station: Served;
let browser: Browser;
let current: Visit;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pitchline-models-files-'));
  await writeFile(join(folder, 'bright.onnx'), brightnessYolo({ name: 'bright' }));
  await writeFile(
    join(folder, 'MODEL_CARD.md'),
    '# Bright\n\nFinds **bright** parts. <script>document.title = "run"</script>\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n',
  );
  await writeFile(join(folder, 'notes.onnx'), 'These are my notes and no model.');
  await writeFile(join(folder, 'config.json'), '{}');
  [station, browser] = await Promise.all([serve(freshFolder('models')), launchChromium()]);
});
afterAll(async () => {
  await browser.close();
  await station.stop();
});
afterEach(async () => {
  await current.context.close();
});

async function open(options: Parameters<typeof visit>[2] = {}): Promise<Page> {
  current = await visit(browser, station.address, options);
  const { page } = current;
  await page.evaluate("location.hash = '#/models'");
  await page.getByRole('table', { name: 'Installed model versions' }).waitFor(SLOW);
  return page;
}

const card = (page: Page): Locator => page.getByRole('complementary', { name: 'The version' });
const heading = (page: Page, name: string): Locator =>
  card(page).getByRole('heading', { name, exact: true });
const row = (page: Page, name: string): Locator => page.getByRole('row').filter({ hasText: name });
const dialog = (page: Page, name: RegExp): Locator => page.getByRole('dialog', { name });

describe('models', () => {
  it('are listed with what they are to the station, and one with its card', async () => {
    const page = await open();
    await row(page, 'yolov8n-demo').getByText('Live').waitFor(SLOW);
    await row(page, 'mask2former-demo').getByRole('link').click();
    await heading(page, await row(page, 'mask2former-demo').getByRole('link').innerText()).waitFor(
      SLOW,
    );
    const written = card(page).getByRole('region', { name: 'What its maker wrote' });
    await written.getByRole('heading').first().waitFor(SLOW);
    expect(await card(page).getByText('Bundled', { exact: true }).count()).toBe(1);
    await card(page).getByText('activated, station').waitFor(SLOW);
    await card(page).getByRole('button', { name: 'Remove' }).click();
    await card(page).getByRole('alert').getByText('It is live.').waitFor();
    expect(current.complaints).toEqual([]);
  });

  it('that are none are refused in a sentence, and several at once', async () => {
    const page = await open();
    await drop(page, [join(folder, 'notes.onnx')]);
    const asked = dialog(page, /^Import a model/);
    await asked.getByRole('button', { name: 'Import', exact: true }).click();
    await asked.getByText(/notes\.onnx is not an ONNX model/).waitFor(SLOW);
    await asked.getByText('MODEL_NOT_ONNX').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await asked.getByRole('button', { name: 'Cancel' }).click();
    await asked.waitFor({ state: 'detached' });
    await drop(page, [join(folder, 'notes.onnx'), join(folder, 'bright.onnx')]);
    await asked.getByText('These are 2 ONNX files.').waitFor();
    expect(await asked.getByRole('button', { name: 'Import', exact: true }).isDisabled()).toBe(
      true,
    );
    await page.keyboard.press('Escape');
    await asked.waitFor({ state: 'detached' });
    await drop(page, [join(folder, 'config.json')]);
    await asked.getByText('None of these files is an ONNX file.').waitFor();
    expect(await row(page, 'notes').count()).toBe(0);
  });

  it('are given up while they are sent, and nothing is kept', async () => {
    const page = await open();
    const path = join(folder, 'large.onnx');
    await writeFile(path, Buffer.concat([brightnessYolo({ name: 'large' }), Buffer.alloc(4e6)]));
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Network.enable');
    const speed = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 50_000 };
    await devtools.send('Network.emulateNetworkConditions', speed);
    await page.locator('input[data-dialog=model]').setInputFiles(path);
    const asked = dialog(page, /^Import a model/);
    await asked.getByRole('button', { name: 'Import', exact: true }).click();
    await asked.getByText(/^Sending: \d/).waitFor(SLOW);
    await asked.getByRole('progressbar').waitFor();
    await asked.getByRole('button', { name: 'Cancel' }).click();
    await asked.getByRole('textbox', { name: 'Name' }).waitFor(SLOW);
    expect(await asked.getByRole('alert').count()).toBe(0);
    await asked.getByRole('button', { name: 'Cancel' }).click();
    await asked.waitFor({ state: 'detached' });
    const list = await fetch(`${station.address}/api/v1/models`);
    expect(await list.text()).not.toContain('large');
  });

  it('are imported, tried without going live, activated, rolled back, undone and removed', async () => {
    await fetch(`${station.address}/api/v1/recipes`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        ...{ name: 'gears', rules: { crack: [{}] }, required: [{ class: 'fold' }] },
      }),
    });
    const page = await open();
    await drop(page, [join(folder, 'bright.onnx'), join(folder, 'MODEL_CARD.md')]);
    const asked = dialog(page, /^Import a model/);
    await asked.getByRole('textbox', { name: 'Name' }).fill('bright parts');
    await asked.getByRole('button', { name: 'Import', exact: true }).click();
    await asked.waitFor({ state: 'detached', ...SLOW });
    await page.getByText('bright parts:1 is installed.').waitFor(SLOW);
    await heading(page, 'bright parts:1').waitFor(SLOW);
    await heading(page, 'Bright').waitFor(SLOW);
    await card(page).getByText('<script>').waitFor();
    expect(await page.title()).not.toBe('run');
    expect(await row(page, 'bright parts:1').getByText('Live').count()).toBe(0);

    await card(page).getByRole('button', { name: 'Try on a picture' }).click();
    const trial = dialog(page, /^Try bright parts:1/);
    await trial.locator('input[type=file]').setInputFiles(demoPicture('gear-good-1.jpg'));
    await trial.getByText(/\d+ detections?|No detections/).waitFor(SLOW);
    await trial
      .getByRole('img', { name: /gear-good-1\.jpg/ })
      .first()
      .waitFor(SLOW);
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await trial.waitFor({ state: 'detached' });

    await card(page).getByRole('button', { name: 'Activate' }).click();
    const sure = dialog(page, /^Activate bright parts:1\?/);
    await sure.getByText(/in place of yolov8n-demo/).waitFor();
    await sure.getByText('New classes: bright.').waitFor();
    await sure.getByText(/^gears names crack/).waitFor(SLOW);
    await sure.getByText(/^gears wants fold: every part will be/).waitFor(SLOW);
    expect(await axeFindings(page)).toEqual([]);
    await sure.getByRole('button', { name: 'Activate' }).click();
    await page.getByText('bright parts:1 is live.').waitFor(SLOW);
    await row(page, 'bright parts:1').getByText('Live').waitFor(SLOW);
    await row(page, 'yolov8n-demo').getByText('Previous').waitFor();
    const unfit = page.getByRole('region', { name: /^Recipes that name classes/ });
    await unfit.getByText(/^gears names crack/).waitFor(SLOW);
    expect(await axeFindings(page)).toEqual([]);

    await card(page)
      .getByRole('button', { name: /^Roll back to yolov8n-demo/ })
      .click();
    await page.getByText(/^yolov8n-demo:.* is live again\.$/).waitFor(SLOW);
    await unfit.waitFor({ state: 'detached' });
    await row(page, 'yolov8n-demo').getByText('Live').waitFor(SLOW);
    await page.getByRole('button', { name: 'Undo' }).click();
    await row(page, 'bright parts:1').getByText('Live').waitFor(SLOW);
    await card(page)
      .getByRole('button', { name: /^Roll back to yolov8n-demo/ })
      .click();
    await row(page, 'yolov8n-demo').getByText('Live').waitFor(SLOW);

    await card(page).getByRole('button', { name: 'Remove' }).click();
    const gone = dialog(page, /^Remove bright parts:1\?/);
    await gone.getByRole('button', { name: 'Remove' }).click();
    await page.getByText('bright parts:1 is removed.').waitFor(SLOW);
    await row(page, 'bright parts:1').waitFor({ state: 'detached' });
    expect(current.complaints.filter((text) => !text.includes('status of 4'))).toEqual([]);
  });

  it.each([
    { width: 1280, height: 800, colorScheme: 'light' as const },
    { width: 1920, height: 1080, colorScheme: 'dark' as const },
  ])('have no finding of axe at $width x $height, $colorScheme', async (options) => {
    const page = await open(options);
    await card(page)
      .getByRole('region', { name: 'What its maker wrote' })
      .getByRole('heading')
      .first()
      .waitFor(SLOW);
    expect(await axeFindings(page)).toEqual([]);
  });

  it('are seen by an operator, who is told why nothing can be changed', async () => {
    const body = JSON.stringify({
      name: 'Ada',
      role: 'administrator',
      secret: 'long enough secret',
    });
    const headers = { 'content-type': 'application/json' };
    const added = await fetch(`${station.address}/api/v1/people`, {
      method: 'POST',
      body,
      headers,
    });
    expect(added.status).toBe(201);
    const page = await open();
    await page.getByText('takes somebody signed in as engineer').waitFor(SLOW);
    expect(await page.getByRole('button', { name: 'Import a model' }).isDisabled()).toBe(true);
    expect(await card(page).getByRole('button', { name: 'Remove' }).isDisabled()).toBe(true);
    await drop(page, [join(folder, 'bright.onnx')]);
    expect(await dialog(page, /^Import a model/).count()).toBe(0);
  });
});
