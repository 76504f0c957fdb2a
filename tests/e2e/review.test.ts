import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { HistoryPage } from '../../src/shared/history.ts';
import { type Served, serve } from '../support/cli.ts';
import { axeFindings } from './support/axe.ts';
import { launchChromium, visit } from './support/browser.ts';
import { filledFolder } from './support/filled-station.ts';

const SLOW = { timeout: 60_000 };

vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 });

let station: Served;
let browser: Browser;

beforeAll(async () => {
  const folder = await filledFolder(4, (number) => ({
    verdict: number === 2 ? 'ng' : 'review',
    reasons: [{ rule: 'crack', severity: 'review', detail: `a crack of part ${number}` }],
  }));
  [station, browser] = await Promise.all([serve(folder), launchChromium()]);
});
afterAll(async () => {
  await browser.close();
  await station.stop();
});

/** What the log itself says, newest first. */
async function effective(): Promise<readonly string[]> {
  const response = await fetch(`${station.address}/api/v1/inspections`);
  const { rows } = (await response.json()) as HistoryPage;
  return rows.map(({ file, effective: verdict }) => `${file} ${verdict}`);
}

async function decide(page: Page, key: 'a' | 'n', answer: string): Promise<void> {
  await page.keyboard.press(key);
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: /Seen on the part/ }).waitFor(SLOW);
  await page.keyboard.press(answer);
  await dialog.waitFor({ state: 'detached', ...SLOW });
}

describe('review', () => {
  it('is done by keyboard alone: a whole queue, undo, and what comes meanwhile', async () => {
    const { page, context } = await visit(browser, station.address);
    await page.keyboard.press('2');
    await page.getByRole('heading', { level: 1, name: 'Review' }).waitFor(SLOW);
    const reason = (number: number) => page.getByText(`a crack of part ${number}`).waitFor(SLOW);
    const place = (text: string) => page.getByText(text, { exact: true }).waitFor(SLOW);
    await reason(1);
    await place('1 of 3');
    await page.getByRole('link', { name: 'Review 3' }).waitFor(SLOW);
    expect(await axeFindings(page)).toEqual([]);

    await page.keyboard.press('ArrowRight');
    await reason(3);
    await page.keyboard.press('ArrowLeft');
    await reason(1);
    await page.keyboard.press('a');
    const dialog = page.getByRole('dialog', { name: 'Why is it OK?' });
    await dialog.getByRole('button', { name: /Not a defect/ }).waitFor(SLOW);
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached', ...SLOW });
    expect((await effective()).at(-1)).toBe('part-000001.jpg review');

    await decide(page, 'a', '2');
    await reason(3);
    await decide(page, 'n', '1');
    await reason(4);
    expect(await effective()).toEqual([
      'part-000004.jpg review',
      'part-000003.jpg ng',
      'part-000002.jpg ng',
      'part-000001.jpg ok',
    ]);

    await page.keyboard.press('z');
    await reason(3);
    await expect.poll(effective, SLOW).toContain('part-000003.jpg review');
    // The reason that was given last for this verdict needs no number.
    await decide(page, 'n', 'Enter');
    await reason(4);
    await page.keyboard.press('ArrowLeft');
    await reason(3);
    await page.getByText('Station:').waitFor(SLOW);
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press(' ');
    await reason(4);
    await decide(page, 'a', '3');
    await page.getByText(/^All done\./).waitFor(SLOW);
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('link', { name: 'Review', exact: true }).waitFor(SLOW);

    const body = 'no picture at all';
    await fetch(`${station.address}/api/v1/inspections?name=broken.jpg`, { method: 'POST', body });
    await page.getByText('This picture could not be judged').waitFor(SLOW);
    expect(await axeFindings(page)).toEqual([]);
    await context.close();
  });
});
