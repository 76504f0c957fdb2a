import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { freshFolder, type Served, serve } from '../support/cli.ts';
import { axeFindings } from './support/axe.ts';
import { launchChromium, type Visit, visit } from './support/browser.ts';
import { demoPicture } from './support/pictures.ts';

/** A picture judged on a busy machine. */
const SLOW = { timeout: 60_000 };

vi.setConfig({ testTimeout: 180_000 });

let station: Served;
let browser: Browser;
let current: Visit;
const folders: string[] = [];

beforeAll(async () => {
  [station, browser] = await Promise.all([serve(freshFolder('live')), launchChromium()]);
});
afterAll(async () => {
  await browser.close();
  await station.stop();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

async function open(options: Parameters<typeof visit>[2] = {}): Promise<Page> {
  current = await visit(browser, station.address, options);
  return current.page;
}

afterEach(async () => {
  await current.context.close();
});

function pictureFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'pitchline-camera-'));
  folders.push(folder);
  return folder;
}

/** By the rail; a screen that is still being loaded would miss the next key. */
async function goTo(page: Page, screen: 'Inspect' | 'Statistics' | 'Settings'): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Screens' })
    .getByRole('link', { name: screen })
    .click();
  await page.getByRole('heading', { level: 1, name: screen }).waitFor();
}
const verdict = (page: Page, word: string): Locator =>
  page
    .getByRole('complementary', { name: 'Verdict' })
    .locator('[data-size=hall]')
    .getByText(word, { exact: true });
const strip = (page: Page): Locator =>
  page.getByRole('list', { name: 'Last pictures' }).getByRole('button');
const card = (page: Page, name: string): Locator => page.getByRole('listitem', { name });

async function watch(page: Page, path: string, name: string): Promise<void> {
  await goTo(page, 'Settings');
  await page.getByRole('button', { name: 'Watch a folder' }).click();
  const form = page.getByRole('dialog', { name: 'Watch a folder' });
  await form.getByRole('textbox', { name: /^Folder/ }).fill(path);
  await form.getByRole('button', { name: 'Check' }).click();
  await form.getByText('It can be watched').waitFor();
  await form.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
  await form.getByRole('button', { name: 'Watch it' }).click();
  await form.waitFor({ state: 'detached' });
  await card(page, name).getByText('Watching', { exact: true }).waitFor();
}

async function remove(page: Page, name: string): Promise<void> {
  await goTo(page, 'Settings');
  await page.getByRole('button', { name: `Remove ${name}` }).click();
  await page.getByRole('button', { name: 'Stop watching' }).click();
  await card(page, name).waitFor({ state: 'detached' });
}

describe('a watched folder', () => {
  it('is added by the page, shows live what comes, is confirmed, overridden and removed', async () => {
    const camera = pictureFolder();
    const page = await open();
    await page.getByRole('banner').getByText('Live', { exact: true }).click();
    await page.getByRole('heading', { name: 'No folder is watched' }).waitFor();
    expect(await axeFindings(page)).toEqual([]);

    await watch(page, camera, 'Camera 1');
    expect(await axeFindings(page)).toEqual([]);
    await goTo(page, 'Inspect');
    await page.getByText(/^Waiting for pictures in “Camera 1” since/).waitFor();

    copyFileSync(demoPicture('gear-pitting-1.jpg'), join(camera, 'P-17.jpg'));
    await verdict(page, 'NG').waitFor(SLOW);
    await page
      .getByRole('img', { name: /^Picture P-17\.jpg\. [1-9]\d* detections? drawn/ })
      .waitFor();
    await page
      .getByRole('list', { name: 'Why' })
      .getByText(/pitting/)
      .first()
      .waitFor();
    expect(await axeFindings(page)).toEqual([]);

    await page.keyboard.press('Enter');
    await page.getByText('Confirmed: NG, P-17.jpg').waitFor(SLOW);
    await page.getByText('Confirmed by a person.').waitFor();

    await page.keyboard.press('o');
    const override = page.getByRole('dialog', { name: 'Override P-17.jpg' });
    await override.getByRole('button', { name: /Not a defect/ }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press('2');
    await override.waitFor({ state: 'detached' });
    await verdict(page, 'OK').waitFor();
    await page.getByText('Overridden by a person; the station said NG.').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await verdict(page, 'NG').waitFor();

    await remove(page, 'Camera 1');
    await page.getByText('No folder is watched.').waitFor();
    expect(current.complaints).toEqual([]);
  });

  it('can be held while others come, and shows the newest again', async () => {
    const camera = pictureFolder();
    const page = await open();
    await watch(page, camera, 'Camera 2');
    copyFileSync(demoPicture('ring-crack-1.png'), join(camera, 'first.png'));
    await goTo(page, 'Inspect');
    await page.keyboard.press('w');
    await page.getByRole('img', { name: /^Picture first\.png/ }).waitFor(SLOW);
    await page.keyboard.press('h');
    await page.getByText('Held. No new picture.').waitFor();
    copyFileSync(demoPicture('gear-good-1.jpg'), join(camera, 'second.jpg'));
    await page.getByText('Held. 1 new picture.').waitFor(SLOW);
    expect(await page.getByRole('img', { name: /^Picture first\.png/ }).count()).toBe(1);
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Return to live' }).click();
    await page.getByRole('img', { name: /^Picture second\.jpg/ }).waitFor(SLOW);
    expect(await strip(page).first().getAttribute('aria-label')).toMatch(/^second\.jpg: /);
    await remove(page, 'Camera 2');
    expect(current.complaints).toEqual([]);
  });

  it('that is taken away raises an alarm on every screen, and clears it when it is back', async () => {
    const camera = pictureFolder();
    const page = await open({ colorScheme: 'dark' });
    await watch(page, camera, 'Camera 3');
    rmSync(camera, { recursive: true });
    const alarms = page.getByRole('region', { name: 'Alarms' });
    await alarms.getByText(camera).first().waitFor(SLOW);
    await goTo(page, 'Statistics');
    await alarms.waitFor();
    await page.getByRole('heading', { level: 1, name: 'Statistics' }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await remove(page, 'Camera 3');
    await alarms.waitFor({ state: 'detached' });
    expect(current.complaints).toEqual([]);
  });

  it('that is taken away while nobody looks is told by the desktop, once', async () => {
    const camera = pictureFolder();
    const page = await open();
    // What the desktop adds to the page, and a window behind others.
    await page.addInitScript(`
      document.hasFocus = () => false;
      globalThis.told = [];
      globalThis.pitchline = {
        chooseFolder: async () => null,
        notify: async (...words) => void globalThis.told.push(words),
      };
    `);
    await page.reload();
    await watch(page, camera, 'Camera 5');
    expect(await page.evaluate('told')).toEqual([]);
    rmSync(camera, { recursive: true });
    const alarms = page.getByRole('region', { name: 'Alarms' });
    await alarms.getByText(camera).first().waitFor(SLOW);
    await goTo(page, 'Statistics');
    const told = [[expect.stringMatching(/^(Alarm|Warning)$/), expect.stringContaining(camera)]];
    expect(await page.evaluate('told')).toEqual(told);
    await remove(page, 'Camera 5');
    await alarms.waitFor({ state: 'detached' });
    expect(await page.evaluate('told')).toEqual(told);
    expect(current.complaints).toEqual([]);
  });

  it('that cannot be watched says why, and nothing is added', async () => {
    const page = await open();
    await goTo(page, 'Settings');
    await page.getByRole('button', { name: 'Watch a folder' }).click();
    const form = page.getByRole('dialog', { name: 'Watch a folder' });
    await form.getByRole('textbox', { name: /^Folder/ }).fill('/no/such/folder');
    await form.getByRole('button', { name: 'Watch it' }).click();
    await form.getByRole('alert').getByText('FOLDER_INVALID').waitFor();
    await page.keyboard.press('Escape');
    await form.waitFor({ state: 'detached' });
    await page.getByText('No folder is watched.').waitFor();
  });

  it('reads the part from names, tried out while one types', async () => {
    const camera = pictureFolder();
    writeFileSync(join(camera, 'A17_L3.jpg'), 'not yet a picture');
    const page = await open();
    await goTo(page, 'Settings');
    await page.getByRole('button', { name: 'Watch a folder' }).click();
    const form = page.getByRole('dialog', { name: 'Watch a folder' });
    await form.getByRole('textbox', { name: /^Folder/ }).fill(camera);
    await form.getByRole('button', { name: 'Check' }).click();
    await form.getByText('It can be watched').waitFor();
    await form.getByRole('combobox', { name: 'Read from the name' }).selectOption('template');
    await form.getByRole('textbox', { name: 'Pattern' }).fill('{serial}_{lot}.*');
    await form.getByRole('row', { name: 'A17_L3.jpg A17 L3' }).waitFor();
    await form.getByRole('textbox', { name: 'Pattern' }).fill('{serial}-{lot}.*');
    await form.getByText('does not follow the pattern').waitFor();
    expect(await axeFindings(page)).toEqual([]);
  });
});

describe('a setting', () => {
  it('is saved as one types, stands in the bar, and is taken back', async () => {
    const page = await open();
    await goTo(page, 'Settings');
    const name = page.getByRole('textbox', { name: 'Name of the station' });
    await name.fill('Gear line east');
    await page.getByText('Saved: Name of the station').waitFor();
    await page.getByRole('banner').getByText('Gear line east').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Taken back: Name of the station').waitFor();
    await expect.poll(() => name.inputValue(), SLOW).toBe('');
  });

  it('that the station does not take says why and changes nothing', async () => {
    const page = await open();
    await goTo(page, 'Settings');
    const kept = page.getByRole('textbox', { name: 'Backups kept' });
    await kept.fill('many');
    await page.getByText('This is not a number.').waitFor();
    await kept.fill('0');
    await page.getByText(/SETTINGS_INVALID/).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.reload();
    await expect.poll(() => kept.inputValue(), SLOW).toBe('7');
  });
});

describe('the audit trail', () => {
  it('is searched and verified', async () => {
    const page = await open();
    await goTo(page, 'Settings');
    await page.getByRole('textbox', { name: 'Name of the line' }).fill('Cell 4');
    await page.getByText('Saved: Name of the line').waitFor();
    const search = page.getByRole('searchbox', { name: 'Find in the trail' });
    await search.fill('Cell 4');
    const trail = page.getByRole('table', { name: 'Audit trail' });
    await expect.poll(() => trail.getByRole('row').count(), SLOW).toBe(2);
    await trail.getByText('Settings were changed').waitFor();
    await page.getByRole('button', { name: 'Verify the log' }).click();
    await page.getByText('Nobody has touched the log.').waitFor(SLOW);
    expect(await axeFindings(page)).toEqual([]);
    await search.fill('no such thing anywhere');
    await page.getByText('Nothing that was recorded speaks of it.').waitFor();
  });
});
