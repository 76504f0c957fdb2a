import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { freshFolder, type Served, serve } from '../support/cli.ts';
import { axeFindings } from './support/axe.ts';
import { launchChromium, type Visit, visit } from './support/browser.ts';
import { demoPicture } from './support/pictures.ts';

const SLOW = { timeout: 60_000 };
const PICTURES = ['gear-pitting-1.jpg', 'gear-good-1.jpg', 'ring-crack-1.png'];

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let station: Served;
let browser: Browser;
let current: Visit;

async function save(document: object): Promise<void> {
  const response = await fetch(`${station.address}/api/v1/recipes`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(document),
  });
  expect([200, 201]).toContain(response.status);
}

async function stored(name: string): Promise<{ revision: number; document: unknown }[]> {
  const response = await fetch(`${station.address}/api/v1/recipes/${name}`);
  const { revisions } = (await response.json()) as {
    revisions: { revision: number; document: unknown }[];
  };
  return revisions;
}

beforeAll(async () => {
  [station, browser] = await Promise.all([serve(freshFolder('recipes')), launchChromium()]);
  for (const name of PICTURES) {
    const body = await readFile(demoPicture(name));
    const url = `${station.address}/api/v1/inspections?name=${name}`;
    expect((await fetch(url, { method: 'POST', body })).status).toBe(200);
  }
});
afterAll(async () => {
  await browser.close();
  await station.stop();
});
afterEach(async () => {
  await current.context.close();
});

/** A recipe of its own for each test, with a verdict on the first demo picture. */
async function open(name: string, document: object = {}, view = 'edit'): Promise<Page> {
  await save({ name, ...document });
  current = await visit(browser, station.address);
  const { page } = current;
  await page.goto(`${station.address}/#/recipes?name=${name}&view=${view}`);
  await page.getByText('detections matter to the recipe').waitFor(SLOW);
  return page;
}

const preview = (page: Page): Locator => page.getByRole('complementary', { name: 'Preview' });
const saveButton = (page: Page): Locator => page.getByRole('button', { name: 'Save…' });

describe('the recipes', () => {
  it('are written with the verdict in sight, and saved as a revision with a note', async () => {
    const page = await open('sight');
    await preview(page).getByText('NG', { exact: true }).waitFor(SLOW);
    expect(await saveButton(page).isDisabled()).toBe(true);
    const asked: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST') asked.push(request.url());
    });
    await page.locator('#recipe-minimumScore').fill('0.99');
    await preview(page).getByText('OK', { exact: true }).waitFor(SLOW);
    await page.locator('#recipe-minimumScore').fill('0,3');
    await preview(page).getByText('NG', { exact: true }).waitFor(SLOW);
    // What the model found is at hand: the verdict is the page's own.
    expect(asked).toEqual([]);

    await saveButton(page).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('row').filter({ hasText: 'Score from' }).waitFor(SLOW);
    expect(await axeFindings(page)).toEqual([]);
    await dialog.getByLabel('Why (note)').fill('The lamp was changed');
    await dialog.getByRole('button', { name: 'Save as revision 2' }).click();
    await dialog.waitFor({ state: 'detached', ...SLOW });
    await page.getByRole('heading', { name: 'sight' }).waitFor();
    expect(await stored('sight')).toMatchObject([
      { revision: 2, note: 'The lamp was changed', document: { minimumScore: 0.3 } },
      { revision: 1 },
    ]);
    expect(current.complaints).toEqual([]);
  });

  it('say after saving what their model does not know', async () => {
    const page = await open('rusty', { rules: { rust: [{}] } });
    await page.locator('#recipe-minimumScore').fill('0.4');
    await saveButton(page).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Save as revision 2' }).click();
    await dialog.getByRole('alert').getByText('does not know "rust"').waitFor(SLOW);
    expect(await axeFindings(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
    await dialog.waitFor({ state: 'detached', ...SLOW });
    expect(await stored('rusty')).toHaveLength(2);
    expect(await saveButton(page).isDisabled()).toBe(true);
  });

  it('have limits that a slider moves, by the keyboard too', async () => {
    const page = await open('slider', { rules: { crack: [{ limits: { lengthPx: 4000 } }] } });
    await preview(page).getByText('OK', { exact: true }).waitFor(SLOW);
    const slider = page.getByRole('slider', { name: /crack, rule 1: .*Length, slider/ });
    await slider.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    await preview(page).getByText('NG', { exact: true }).waitFor(SLOW);
    await preview(page)
      .getByText(/length .* px > /)
      .waitFor(SLOW);
    expect(await axeFindings(page)).toEqual([]);
  });

  it('are refused at the field, with the path, and cannot be saved then', async () => {
    const page = await open('refused');
    const field = page.locator('#recipe-minimumScore');
    await field.fill('2');
    await page.getByText('1 field is refused').waitFor(SLOW);
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    expect(await saveButton(page).isDisabled()).toBe(true);
    expect(await axeFindings(page)).toEqual([]);
    await field.fill('abc');
    await page.getByRole('button', { name: /^minimumScore / }).click();
    expect(await page.evaluate('document.activeElement?.id')).toBe(await field.getAttribute('id'));
    expect(await field.inputValue()).toBe('abc');
    await field.fill('0.5');
    await page.getByText('field is refused').waitFor({ state: 'detached', ...SLOW });
    expect(await saveButton(page).isEnabled()).toBe(true);
  });

  it('have regions that the mouse draws and numbers change', async () => {
    const page = await open('regions');
    await preview(page).getByText('NG', { exact: true }).waitFor(SLOW);
    await page.getByRole('button', { name: 'Draw a region to look at' }).click();
    await page.getByText('Drag a rectangle').waitFor(SLOW);
    const picture = (await preview(page).locator('canvas').boundingBox())!;
    const middle = picture.y + picture.height / 2;
    // A corner of a drawing that is given up is no corner of the next one.
    await page.mouse.click(picture.x + 100, middle);
    const corners = preview(page).locator('svg circle[r="5"]');
    await corners.waitFor(SLOW);
    await page.keyboard.press('Escape');
    await page.getByText('Drag a rectangle').waitFor({ state: 'detached', ...SLOW });
    await page.getByRole('button', { name: 'Draw a region to look at' }).click();
    await page.getByText('Drag a rectangle').waitFor(SLOW);
    expect(await corners.count()).toBe(0);
    await page.mouse.move(picture.x + 4, middle - 12);
    await page.mouse.down();
    await page.mouse.move(picture.x + 40, middle + 12, { steps: 4 });
    await page.mouse.up();
    await page.getByText('4 corners').click(SLOW);
    // Nothing lies in that corner.
    await preview(page).getByText('OK', { exact: true }).waitFor(SLOW);
    for (const [corner, part, value] of [
      [0, 0, 0],
      [0, 1, 0],
      [1, 0, 1],
      [1, 1, 0],
      [2, 0, 1],
      [2, 1, 1],
      [3, 0, 0],
      [3, 1, 1],
    ]) {
      const path = `recipe-regions.interest.polygons[0].points[${corner}][${part}]`;
      await page.locator(`[id="${path}"]`).fill(String(value));
    }
    await preview(page).getByText('NG', { exact: true }).waitFor(SLOW);
    expect(await axeFindings(page)).toEqual([]);
  });

  it('show what would have flipped, and the way to it in History', async () => {
    const page = await open('flips');
    await page.locator('#recipe-minimumScore').fill('0.99');
    await page.getByRole('link', { name: 'Dry run' }).click();
    await page.getByRole('button', { name: 'See what would have flipped' }).click();
    await page.getByText('2 of 3 verdicts would have flipped.').waitFor(SLOW);
    const row = page.getByRole('row').filter({ hasText: 'ring-crack-1.png' });
    expect(await row.textContent()).toMatch(/NG.*→.*OK/);
    expect(await axeFindings(page)).toEqual([]);
    await row.getByRole('button', { name: 'Try on ring-crack-1.png' }).click();
    await preview(page).getByText('OK', { exact: true }).waitFor(SLOW);
    await row.getByRole('link').click();
    // Nothing is saved yet: leaving asks.
    await page.getByRole('dialog').getByText('flips is not saved').waitFor(SLOW);
    await page.getByRole('button', { name: 'Leave, keep for later' }).click();
    await page.getByRole('complementary', { name: 'Inspection', exact: true }).waitFor(SLOW);
    await page.goBack();
    await page.getByRole('heading', { name: 'flips' }).waitFor(SLOW);
    await page.getByRole('link', { name: 'Edit', exact: true }).click();
    expect(await page.locator('#recipe-minimumScore').inputValue()).toBe('0.99');
  });

  it('ask before changes are left behind', async () => {
    const page = await open('asked');
    await page.locator('#recipe-minimumScore').fill('0.7');
    await page.getByRole('link', { name: 'History', exact: true }).click();
    await page.getByRole('dialog').waitFor(SLOW);
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Stay here' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached', ...SLOW });
    expect(page.url()).toContain('#/recipes');
    expect(await page.locator('#recipe-minimumScore').inputValue()).toBe('0.7');
    await page.getByRole('link', { name: 'History', exact: true }).click();
    await page.getByRole('button', { name: 'Leave and discard' }).click();
    await page.getByRole('heading', { name: 'History' }).waitFor(SLOW);
    await page.goto(`${station.address}/#/recipes?name=asked`);
    await page.locator('#recipe-minimumScore').waitFor(SLOW);
    expect(await page.locator('#recipe-minimumScore').inputValue()).toBe('0.25');
  });

  it('go back to an older revision by a new one', async () => {
    await save({ name: 'older', minimumScore: 0.2 });
    const page = await open('older', { minimumScore: 0.6 }, 'revisions');
    await page.getByRole('row').filter({ hasText: '0.2' }).waitFor(SLOW);
    await page.getByRole('button', { name: 'Go back to revision 1' }).click();
    await page.getByRole('button', { name: 'Save as revision 3' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached', ...SLOW });
    expect(await stored('older')).toMatchObject([
      { revision: 3, note: 'Back to revision 1', document: { minimumScore: 0.2 } },
      { revision: 2 },
      { revision: 1 },
    ]);
  });

  it('are made new, duplicated, imported and exported', async () => {
    const page = await open('copied', { minimumScore: 0.35 });
    await page.getByRole('button', { name: 'Duplicate' }).click();
    await page.getByLabel('Name', { exact: true }).fill('copied');
    await page.getByRole('button', { name: 'Create' }).click();
    await page.getByText('There is a recipe of that name.').waitFor(SLOW);
    await page.getByLabel('Name', { exact: true }).fill('copied 2');
    await page.getByRole('button', { name: 'Create' }).click();
    await page.getByRole('heading', { name: 'copied 2' }).waitFor(SLOW);
    expect(await page.locator('#recipe-minimumScore').inputValue()).toBe('0.35');
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export' }).click();
    const path = join(freshFolder('export'), 'recipe.json');
    await (await download).saveAs(path);
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({
      name: 'copied 2',
      minimumScore: 0.35,
    });

    const input = page.locator('input[type="file"][accept*="json"]');
    const file = (document: unknown): { name: string; mimeType: string; buffer: Buffer } => ({
      name: 'recipe.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify(document)),
    });
    await input.setInputFiles(file({ name: 'bad', minimumScore: 7 }));
    await page.getByRole('dialog').getByText('minimumScore').waitFor(SLOW);
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();
    await input.setInputFiles(file({ name: 'imported', minimumScore: 0.45 }));
    await page.getByRole('button', { name: 'Leave, keep for later' }).click(SLOW);
    await page.getByRole('heading', { name: 'imported' }).waitFor(SLOW);
    expect(await page.locator('#recipe-minimumScore').inputValue()).toBe('0.45');
  });

  it('can be reached and changed by the keyboard alone', async () => {
    const page = await open('keys');
    await page.getByRole('link', { name: /^keys/ }).focus();
    for (let presses = 0; presses < 60; presses++) {
      await page.keyboard.press('Tab');
      if ((await page.evaluate('document.activeElement.id')) === 'recipe-minimumScore') break;
    }
    await page.keyboard.press('Control+A');
    await page.keyboard.type('0.99');
    await preview(page).getByText('OK', { exact: true }).waitFor(SLOW);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Control+S');
    await page.getByRole('dialog').getByLabel('Why (note)').waitFor(SLOW);
    await page.keyboard.type('By keys');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached', ...SLOW });
    expect((await stored('keys'))[0]).toMatchObject({ revision: 2, note: 'By keys' });
  });
});
