import { readFile } from 'node:fs/promises';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Served, serve } from '../support/cli.ts';
import { axeFindings } from './support/axe.ts';
import { launchChromium, type Visit, type VisitOptions, visit } from './support/browser.ts';
import { filledFolder } from './support/filled-station.ts';

const COUNT = 230;
const SLOW = { timeout: 60_000 };

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

let station: Served;
let browser: Browser;
let current: Visit;

beforeAll(async () => {
  const folder = await filledFolder(COUNT, (number) => (number % 2 === 0 ? {} : { verdict: 'ok' }));
  [station, browser] = await Promise.all([serve(folder), launchChromium()]);
});
afterAll(async () => {
  await browser.close();
  await station.stop();
});
afterEach(async () => {
  await current.context.close();
});

async function open(address = '', options: VisitOptions = {}): Promise<Page> {
  current = await visit(browser, station.address, options);
  const { page } = current;
  page.setDefaultTimeout(SLOW.timeout);
  await page.evaluate(`location.hash = '#/history${address}'`);
  await page.getByRole('heading', { name: 'History', level: 1 }).waitFor();
  await rows(page).first().waitFor();
  return page;
}

const rows = (page: Page): Locator => page.getByRole('row').filter({ has: page.getByRole('link') });
const row = (page: Page, number: number): Locator =>
  page.getByRole('row').filter({ hasText: `part-${String(number).padStart(6, '0')}` });
const bar = (page: Page): Locator => page.getByRole('region', { name: 'Selected inspections' });
const dialog = (page: Page): Locator => page.getByRole('dialog');

/** The log has rows alone: their pictures are missing, which the browser complains of. */
const complaints = (): readonly string[] =>
  current.complaints.filter((complaint) => !complaint.includes('/picture?max='));

async function counted(filter: string): Promise<number> {
  const page = await (await fetch(`${station.address}/api/v1/inspections?${filter}`)).json();
  return (page as { count: { count: number } }).count.count;
}

async function override(page: Page, reason: string): Promise<void> {
  await bar(page).getByRole('button', { name: 'Override' }).click();
  const form = page.getByRole('form', { name: 'Override the verdict' });
  await form.getByRole('radio', { name: 'OK' }).check();
  await form.getByRole('radio', { name: reason }).check();
  await form.getByRole('button', { name: 'Override' }).click();
}

describe('a selection', () => {
  it('is made by clicks, with Shift for all between, and by keys', async () => {
    const page = await open();
    await row(page, COUNT).getByRole('checkbox').click();
    await row(page, COUNT - 3)
      .getByRole('checkbox')
      .click({ modifiers: ['Shift'] });
    await bar(page).getByText('4 selected').waitFor();
    await row(page, COUNT - 1)
      .getByRole('checkbox')
      .click();
    await bar(page).getByText('3 selected').waitFor();
    await page.locator('#screen').focus();
    await page.keyboard.press('Escape');
    await bar(page).waitFor({ state: 'detached' });
    await page.keyboard.press('j');
    await page.getByRole('complementary', { name: 'Inspection', exact: true }).waitFor();
    await page.keyboard.press('Shift+J');
    await bar(page).getByText('2 selected').waitFor();
    await page.keyboard.press('Shift+J');
    await bar(page).getByText('3 selected').waitFor();
    await page.keyboard.press('x');
    await bar(page).getByText('2 selected').waitFor();
    await page.keyboard.press('Control+a');
    await bar(page).getByText(`All ${COUNT} that match are selected`).waitFor();
    expect(complaints()).toEqual([]);
  });

  it('of a few is overridden, and all of it taken back', async () => {
    const page = await open('?effective=ng');
    for (const number of [COUNT, COUNT - 2, COUNT - 4]) {
      await row(page, number).getByRole('checkbox').click();
    }
    await override(page, 'Defect within tolerance');
    await dialog(page).getByText('Override 3 inspections to').waitFor();
    await dialog(page).getByRole('button', { name: 'Override 3 inspections' }).click();
    await dialog(page).getByText('3 inspections are done').waitFor();
    await row(page, COUNT).getByText('was NG').waitFor({ state: 'attached' });
    expect(await counted('disposition=overridden')).toBe(3);
    await dialog(page).getByRole('button', { name: 'Take all of it back' }).click();
    await dialog(page).getByText('3 are taken back').waitFor();
    expect(await counted('disposition=overridden')).toBe(0);
    await dialog(page).getByRole('button', { name: 'Close' }).last().click();
    await dialog(page).waitFor({ state: 'detached' });
    expect(complaints()).toEqual([]);
  });

  it('grows by a row with each press of Shift+J, however fast they come', async () => {
    const page = await open();
    await page.keyboard.press('j');
    await page.getByRole('complementary', { name: 'Inspection', exact: true }).waitFor();
    // Both before the page can draw anything in between.
    await page.evaluate(`for (let press = 0; press < 2; press += 1) {
      window.dispatchEvent(new KeyboardEvent('keydown', { key: 'J', shiftKey: true, bubbles: true }));
    }`);
    await bar(page).getByText('3 selected').waitFor();
    await page.getByRole('heading', { level: 2, name: `part-000${COUNT - 2}.jpg` }).waitFor();
  });

  it('is taken back after its dialog was closed, and that appends', async () => {
    const page = await open('?effective=ng');
    for (const number of [COUNT, COUNT - 2]) await row(page, number).getByRole('checkbox').click();
    await override(page, 'Defect within tolerance');
    await dialog(page).getByRole('button', { name: 'Override 2 inspections' }).click();
    await dialog(page).getByText('2 inspections are done').waitFor();
    await page.keyboard.press('Escape');
    await dialog(page).waitFor({ state: 'detached' });
    const notice = page.getByRole('region', { name: 'Last said of many' });
    await notice.getByText('2 inspections are done').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await notice.getByRole('button', { name: 'Take all of it back' }).click();
    await notice.getByText('2 are taken back').waitFor();
    expect(await counted('disposition=overridden')).toBe(0);
    const { rows: found } = (await (
      await fetch(`${station.address}/api/v1/inspections?limit=1`)
    ).json()) as { rows: readonly { id: string }[] };
    const entry = await fetch(`${station.address}/api/v1/inspections/${found[0]?.id}`);
    const { dispositions } = (await entry.json()) as { dispositions: { kind: string }[] };
    expect(dispositions.map(({ kind }) => kind).slice(-2)).toEqual(['override', 'withdraw']);
    await notice.getByRole('button', { name: 'Close' }).click();
    await notice.waitFor({ state: 'detached' });
  });

  it('of all that match asks for their number, whatever is in sight', async () => {
    const page = await open('?effective=ng');
    await page.getByRole('checkbox', { name: 'Select all that match' }).click();
    await bar(page).getByText('All 115 that match are selected').waitFor();
    await bar(page).getByRole('button', { name: 'Confirm' }).click();
    const go = dialog(page).getByRole('button', { name: 'Confirm 115 inspections' });
    await go.waitFor();
    expect(await go.isDisabled()).toBe(true);
    const field = dialog(page).getByRole('textbox', { name: 'Type 115 to go on' });
    await field.fill('230');
    expect(await go.isDisabled()).toBe(true);
    expect(await counted('disposition=confirmed')).toBe(0);
    await field.fill('115');
    await go.click();
    await dialog(page).getByText('115 inspections are done').waitFor();
    expect(await counted('disposition=confirmed&effective=ng')).toBe(115);
    expect(await counted('disposition=none')).toBe(115);
  });

  it('is had as a file, and so is all that meets the conditions', async () => {
    const page = await open('?effective=ok');
    const save = async (place: Locator, kind: string): Promise<string> => {
      await place.getByRole('button', { name: 'Export', exact: true }).click();
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: kind, exact: true }).click(),
      ]);
      return readFile(await download.path(), 'utf8');
    };
    const all = await save(page.getByRole('banner'), 'CSV for Excel');
    expect(all.startsWith('\uFEFFseq,id,at,file')).toBe(true);
    expect(all.trimEnd().split('\r\n')).toHaveLength(116);
    await row(page, COUNT - 1)
      .getByRole('checkbox')
      .click();
    const one = await save(bar(page), 'JSON Lines');
    expect(
      one
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toMatchObject([{ file: `part-000${COUNT - 1}.jpg`, seq: COUNT - 1 }]);
    expect(complaints()).toEqual([]);
  });
});

describe('saved filters', () => {
  it('are kept under a name, picked, renamed, deleted and brought back', async () => {
    const page = await open('?effective=ok&period=today');
    const menu = page.getByRole('dialog', { name: 'Saved filters' });
    const openMenu = () => page.getByRole('button', { name: 'Saved filters' }).click();
    await openMenu();
    await menu.getByText('No filter is saved yet.').waitFor();
    await menu.getByRole('textbox', { name: 'Save these conditions as' }).fill('Good of today');
    await menu.getByRole('button', { name: 'Save', exact: true }).click();
    await menu.getByRole('button', { name: 'Good of today for everybody' }).waitFor();
    await page.keyboard.press('Escape');
    await menu.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Clear all' }).click();
    await page.waitForFunction("!location.hash.includes('effective')");
    await openMenu();
    await menu.getByRole('button', { name: 'Good of today for everybody' }).click();
    await page.waitForFunction("location.hash === '#/history?period=today&effective=ok'");
    await openMenu();
    await menu.getByRole('button', { name: 'Rename Good of today' }).click();
    await menu.getByRole('textbox', { name: 'Name', exact: true }).fill('Fine');
    await page.keyboard.press('Enter');
    await menu.getByRole('button', { name: 'Delete Fine' }).click();
    await menu.getByText('“Fine” is deleted.').waitFor();
    await menu.getByText('No filter is saved yet.').waitFor();
    await menu.getByRole('button', { name: 'Undo' }).click();
    await menu.getByRole('button', { name: 'Fine for everybody' }).waitFor();
    await menu.getByRole('textbox', { name: 'Save these conditions as' }).fill('FINE');
    await menu.getByRole('button', { name: 'Save', exact: true }).click();
    await menu.getByText('SAVED_FILTER_EXISTS').waitFor();
    expect(await axeFindings(page)).toEqual([]);
  });
});

describe('columns', () => {
  it('are chosen, and stay so after a reload', async () => {
    const page = await open('', { width: 1920, height: 1080 });
    const head = page.getByRole('columnheader', { name: 'Recipe' });
    await head.waitFor();
    await page.getByRole('button', { name: 'Columns' }).click();
    await page.getByRole('dialog').getByRole('checkbox', { name: 'Recipe' }).click();
    await head.waitFor({ state: 'detached' });
    await page.reload();
    await rows(page).first().waitFor();
    expect(await head.count()).toBe(0);
    expect(await page.getByRole('columnheader', { name: 'Person' }).count()).toBe(1);
  });
});

describe('an inspection by an older recipe', () => {
  it('says what the present revision says otherwise', async () => {
    const url = `${station.address}/api/v1/recipes`;
    const { recipes } = (await (await fetch(url)).json()) as {
      recipes: { document: { minimumScore: number } }[];
    };
    const document = { ...recipes[0]?.document, minimumScore: 0.41 };
    const headers = { 'content-type': 'application/json' };
    await fetch(url, { method: 'POST', headers, body: JSON.stringify(document) });
    const page = await open();
    await page
      .getByRole('link')
      .filter({ hasText: `part-000${COUNT}` })
      .click();
    await page.getByText('1 change since, up to the present revision 2:').waitFor();
    expect(await page.getByRole('listitem').filter({ hasText: 'minimumScore' }).textContent()).toBe(
      'minimumScore 0.25 → 0.41',
    );
  });
});

describe.each([
  { width: 1280, height: 800, colorScheme: 'light' as const },
  { width: 1920, height: 1080, colorScheme: 'dark' as const },
])('axe at $width x $height, $colorScheme', (options) => {
  it('finds nothing in a selection, its menus and the dialog', async () => {
    const page = await open('?effective=ng', options);
    await page.getByRole('checkbox', { name: 'Select all that match' }).click();
    await bar(page).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    for (const name of ['Columns', 'Export']) {
      await page.getByRole('button', { name, exact: true }).first().click();
      await page.getByRole('dialog', { name }).waitFor();
      expect(await axeFindings(page)).toEqual([]);
      await page.keyboard.press('Escape');
    }
    await override(page, 'Seen on the part');
    await dialog(page).getByText('Override 115 inspections to').waitFor();
    expect(await axeFindings(page)).toEqual([]);
  });
});

describe('the columns', () => {
  it('are put in another order, which the browser keeps', async () => {
    const page = await open();
    const heads = () => page.getByRole('columnheader').allTextContents();
    expect((await heads()).indexOf('Verdict')).toBeGreaterThan((await heads()).indexOf('File'));
    await page.getByRole('button', { name: 'Columns' }).click();
    const left = page.getByRole('button', { name: 'Move Verdict left' });
    await left.focus();
    for (let presses = 0; presses < 12; presses += 1) await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Move Time right' }).click();
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    const order = async () => (await heads()).filter((head) => head !== '').slice(0, 4);
    const expected = ['Verdict', 'Picture', 'File', 'Time'];
    await expect.poll(order, SLOW).toEqual(expected);
    await page.reload();
    await rows(page).first().waitFor();
    expect(await order()).toEqual(expected);
  });
});
