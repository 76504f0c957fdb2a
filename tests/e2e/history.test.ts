import { readFile } from 'node:fs/promises';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Inspection } from '../../src/shared/domain.ts';
import { freshFolder, type Served, serve } from '../support/cli.ts';
import { axeFindings } from './support/axe.ts';
import { launchChromium, type Visit, visit } from './support/browser.ts';
import { demoPicture } from './support/pictures.ts';

const DEFECTIVE = 'gear-pitting-1.jpg';
const PICTURES = [DEFECTIVE, 'gear-good-1.jpg', 'ring-crack-1.png'];
const SLOW = { timeout: 60_000 };

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let station: Served;
let browser: Browser;
let current: Visit;

/** As another program would. */
async function judge(name: string, file = name): Promise<Inspection> {
  const body = await readFile(demoPicture(file));
  const url = `${station.address}/api/v1/inspections?name=${name}`;
  const response = await fetch(url, { method: 'POST', body });
  expect(response.status).toBe(200);
  return (await response.json()) as Inspection;
}

beforeAll(async () => {
  [station, browser] = await Promise.all([serve(freshFolder('history')), launchChromium()]);
  const verdicts = [];
  for (const picture of PICTURES) verdicts.push((await judge(picture)).verdict);
  expect(verdicts).toEqual(['ng', 'ok', 'ng']);
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
  await page.getByRole('link', { name: 'History' }).click();
  await row(page, DEFECTIVE).waitFor(SLOW);
  return page;
}

const row = (page: Page, name: string): Locator => page.getByRole('row').filter({ hasText: name });
const files = (page: Page): Promise<string[]> =>
  page.getByRole('row').getByRole('link').allTextContents();
const detail = (page: Page): Locator =>
  page.getByRole('complementary', { name: 'Inspection', exact: true });
const query = (page: Page): URLSearchParams =>
  new URLSearchParams(new URL(page.url()).hash.split('?')[1] ?? '');

async function onlyNg(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Verdict', exact: true }).click();
  await page.getByRole('dialog', { name: 'Verdict' }).getByRole('checkbox', { name: 'NG' }).click();
  await page.keyboard.press('Escape');
  await row(page, 'gear-good-1.jpg').waitFor({ state: 'detached' });
  // The list may be empty for a moment; keys would find nothing to go to.
  await row(page, DEFECTIVE).waitFor();
}

describe('the list', () => {
  it('shows what was judged, newest first, and what is judged meanwhile', async () => {
    const page = await open();
    expect((await files(page)).slice(-3)).toEqual([...PICTURES].reverse());
    expect(await row(page, DEFECTIVE).textContent()).toMatch(/NG.*pitting 0\.\d\d.*YOLOv8/);
    await judge('late.jpg', 'gear-good-1.jpg');
    await row(page, 'late.jpg').waitFor({ timeout: 5_000 });
    expect((await files(page))[0]).toBe('late.jpg');
    expect(current.complaints).toEqual([]);
  });

  it('does not move while one is read; a button says how many are new', async () => {
    const page = await open();
    await page.getByRole('link', { name: DEFECTIVE }).click();
    await detail(page).getByText('pitting').first().waitFor(SLOW);
    const before = await files(page);
    await judge('held.jpg', 'gear-good-1.jpg');
    const fresh = page.getByRole('button', { name: '1 new' });
    await fresh.waitFor();
    expect(await files(page)).toEqual(before);
    await fresh.click();
    await row(page, 'held.jpg').waitFor();
  });
});

describe('conditions', () => {
  it('are chips in the address, which a reload and Back keep', async () => {
    const page = await open();
    await onlyNg(page);
    expect(query(page).get('effective')).toBe('ng');
    expect((await files(page)).sort()).toEqual([DEFECTIVE, 'ring-crack-1.png']);
    await page.reload();
    await row(page, DEFECTIVE).waitFor(SLOW);
    expect((await files(page)).sort()).toEqual([DEFECTIVE, 'ring-crack-1.png']);
    await page.getByRole('button', { name: 'Remove the condition Verdict' }).click();
    await row(page, 'gear-good-1.jpg').waitFor();
    await page.goBack();
    await row(page, 'gear-good-1.jpg').waitFor({ state: 'detached' });
    expect(query(page).get('effective')).toBe('ng');
  });

  it('that the station does not understand are refused in words, with a way out', async () => {
    const page = await open();
    await page.evaluate("location.hash = '#/history?effective=blue'");
    const alert = page.getByRole('alert');
    await alert.getByText('BAD_REQUEST').waitFor();
    await page.getByRole('button', { name: 'Clear all' }).click();
    await row(page, DEFECTIVE).waitFor();
  });
});

describe('an inspection', () => {
  it('is opened, overridden with a reason and taken back; Back closes it', async () => {
    const page = await open();
    await page.getByRole('link', { name: DEFECTIVE }).click();
    const region = detail(page);
    await region.getByRole('img', { name: /3 detections? drawn|detections? drawn/ }).waitFor(SLOW);
    await region.getByText('pitting', { exact: true }).first().waitFor();
    expect(await region.getByText('default, revision 1').count()).toBe(1);
    await region.getByRole('button', { name: 'Override' }).click();
    const form = page.getByRole('form', { name: 'Override the verdict' });
    await form.getByRole('radio', { name: 'OK' }).check();
    await form.getByRole('radio', { name: 'Defect within tolerance' }).check();
    await form.getByRole('textbox', { name: 'Remark' }).fill('Measured by hand');
    await form.getByRole('button', { name: 'Override' }).click();
    await form.waitFor({ state: 'detached' });
    await region.getByText('Measured by hand').waitFor();
    await row(page, DEFECTIVE).getByText('was NG').waitFor();
    expect(await row(page, DEFECTIVE).textContent()).toContain('OK');
    await region.getByRole('button', { name: 'Take back' }).click();
    await region.getByText('(taken back)').waitFor();
    await row(page, DEFECTIVE).getByText('was NG').waitFor({ state: 'detached' });
    await page.goBack();
    await region.waitFor({ state: 'detached' });
    await row(page, DEFECTIVE).waitFor();
    expect(current.complaints).toEqual([]);
  });

  it('is reached, passed, opened whole and left by keys', async () => {
    const page = await open();
    await onlyNg(page);
    await page.locator('#screen').focus();
    await page.keyboard.press('j');
    await detail(page).getByRole('heading', { name: 'ring-crack-1.png' }).waitFor(SLOW);
    await page.keyboard.press('j');
    await detail(page).getByRole('heading', { name: DEFECTIVE }).waitFor(SLOW);
    await page.keyboard.press('k');
    await detail(page).getByRole('heading', { name: 'ring-crack-1.png' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('table').waitFor({ state: 'hidden' });
    await page.keyboard.press('Escape');
    await page.getByRole('table').waitFor();
    await page.keyboard.press('Escape');
    await detail(page).waitFor({ state: 'detached' });
    expect(query(page).has('id')).toBe(false);
  });

  it('is judged again from the record, with the same result', async () => {
    const page = await open();
    await page.getByRole('link', { name: DEFECTIVE }).click();
    await page.getByRole('button', { name: 'Judge again as recorded' }).click(SLOW);
    await detail(page)
      .getByText(/^The same/)
      .waitFor(SLOW);
  });

  it('that the log does not have is said so', async () => {
    const page = await open();
    await page.evaluate("location.hash = '#/history?id=nothing'");
    await page.getByRole('alert').getByText('INSPECTION_NOT_FOUND').waitFor();
  });
});

describe.each([
  { width: 1280, height: 800, colorScheme: 'light' as const },
  { width: 1920, height: 1080, colorScheme: 'dark' as const },
])('axe at $width x $height, $colorScheme', (options) => {
  it('finds nothing in the list, a condition, an inspection and its override', async () => {
    const page = await open(options);
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Period', exact: true }).click();
    await page.getByRole('dialog', { name: 'Period' }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await onlyNg(page);
    await page.getByRole('link', { name: DEFECTIVE }).click();
    await detail(page).getByRole('button', { name: 'Override' }).click(SLOW);
    await page.getByRole('form', { name: 'Override the verdict' }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await detail(page).getByRole('button', { name: 'Open it whole' }).click();
    await page.getByRole('table').waitFor({ state: 'hidden' });
    expect(await axeFindings(page)).toEqual([]);
  });
});
