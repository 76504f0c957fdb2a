import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { HistoryPage } from '../../src/shared/history.ts';
import { freshFolder, type Served, serve } from '../support/cli.ts';
import { axeFindings } from './support/axe.ts';
import { launchChromium, type Visit, visit } from './support/browser.ts';
import { demoPicture } from './support/pictures.ts';

const SLOW = { timeout: 60_000 };
const PICTURES = ['gear-pitting-1.jpg', 'gear-good-1.jpg', 'ring-crack-1.png', 'gear-good-2.jpg'];

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let station: Served;
let browser: Browser;
let current: Visit;

async function judge(name: string): Promise<void> {
  const body = await readFile(demoPicture(name));
  const url = `${station.address}/api/v1/inspections?name=${name}`;
  expect((await fetch(url, { method: 'POST', body })).status).toBe(200);
}

/** What the log itself says. */
async function counted(query: string): Promise<number> {
  const response = await fetch(`${station.address}/api/v1/inspections?limit=1&${query}`);
  return ((await response.json()) as HistoryPage).count.count;
}

beforeAll(async () => {
  [station, browser] = await Promise.all([serve(freshFolder('statistics')), launchChromium()]);
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
  await page.getByRole('link', { name: 'Statistics' }).click();
  await page.getByRole('region', { name: 'The period in figures' }).waitFor(SLOW);
  return page;
}

/** A figure once it reads so. */
async function figure(page: Page, name: RegExp, value: string): Promise<void> {
  const figures = page.getByRole('region', { name: 'The period in figures' });
  const link = figures.getByRole('link', { name });
  await link.locator('strong').getByText(value, { exact: true }).waitFor(SLOW);
}

describe('statistics', () => {
  it('say that nothing was judged, then count what is, as the log does', async () => {
    const page = await open();
    await page.getByText('Nothing was judged in this period.').waitFor(SLOW);
    expect(await axeFindings(page)).toEqual([]);
    for (const picture of PICTURES) await judge(picture);
    const ng = await counted('effective=ng');
    expect(ng).toBeGreaterThan(0);
    await figure(page, /^Inspected/, String(PICTURES.length));
    await figure(page, /^NG/, String(ng));
    await figure(page, /^OK/, String(await counted('effective=ok')));
    await figure(
      page,
      /^First-pass yield.*95 %: /,
      `${(100 * (await counted('verdict=ok'))) / PICTURES.length}%`,
    );
    const classes = page.getByRole('region', { name: 'NG by class' });
    const crack = String(await counted('effective=ng&class=crack'));
    await classes.getByRole('link', { name: `crack ${crack}` }).waitFor(SLOW);
    expect(current.complaints).toEqual([]);
  });

  it('lead to the inspections behind a figure, a class and a span of time, and back', async () => {
    const page = await open();
    await figure(page, /^Inspected/, String(PICTURES.length));
    await page.getByRole('link', { name: /^NG/ }).click();
    await page.getByRole('heading', { name: 'History' }).waitFor(SLOW);
    expect(page.url()).toContain('effective=ng&period=today');
    const ng = await counted('effective=ng');
    await page.getByText(`${ng} inspections`, { exact: true }).waitFor(SLOW);
    await page.goBack();
    await page.getByRole('link', { name: /^crack/ }).click();
    await page.getByRole('row').filter({ hasText: 'ring-crack-1.png' }).waitFor(SLOW);
    expect(await page.getByRole('row').filter({ hasText: 'gear-good' }).count()).toBe(0);
    await page.goBack();
    const chart = page.getByRole('region', { name: 'Parts and verdicts' }).first();
    await chart.getByText('As a table').click();
    const hour = chart.getByRole('row').filter({ hasText: /[1-9]/ }).getByRole('link');
    const all = hour.filter({ hasText: new RegExp(`^${PICTURES.length}$`) });
    // Judged in one hour, but for a test that runs over its end.
    if ((await all.count()) > 0) {
      await all.first().click();
      await page.getByText(`${PICTURES.length} inspections`, { exact: true }).waitFor(SLOW);
    }
    expect(current.complaints).toEqual([]);
  });

  it('keep period, grouping and source in the address, and say so where there is none', async () => {
    const page = await open();
    await page.getByRole('button', { name: 'Last 7 days' }).click();
    await page.getByRole('combobox', { name: 'By' }).selectOption('shift');
    await page.getByRole('combobox', { name: 'Source' }).selectOption('folder');
    await page.getByText('Nothing was judged in this period.').waitFor(SLOW);
    expect(page.url()).toContain('#/statistics?period=7d&by=shift&source=folder');
    await page.reload();
    await page.getByText('Nothing was judged in this period.').waitFor(SLOW);
    await page.evaluate("location.hash = '#/statistics?period=last+week'");
    await page.getByRole('alert').getByText('Choose another one').waitFor(SLOW);
    await page.getByRole('button', { name: 'Today' }).click();
    expect(current.complaints).toEqual([]);
  });

  it.each(['light', 'dark'] as const)(
    'have no finding of axe, tables open, in %s',
    async (colorScheme) => {
      const page = await open({ colorScheme });
      await figure(page, /^Inspected/, String(PICTURES.length));
      for (const table of await page.getByText('As a table').all()) await table.click();
      expect(await axeFindings(page)).toEqual([]);
    },
  );
});
