import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { freshFolder, type Served, serve } from '../support/cli.ts';
import { axeFindings } from './support/axe.ts';
import { launchChromium, visit } from './support/browser.ts';
import { demoPicture } from './support/pictures.ts';

/** A picture judged on a busy machine. */
const SLOW = { timeout: 60_000 };

vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 });

let station: Served;
let browser: Browser;

beforeAll(async () => {
  [station, browser] = await Promise.all([serve(freshFolder('newcomer')), launchChromium()]);
});
afterAll(async () => {
  await browser.close();
  await station.stop();
});

const guide = (page: Page) => page.getByRole('region', { name: 'First steps' });
/** The step that the guide is at. */
const step = (page: Page, title: string) =>
  guide(page).getByRole('group', { name: title }).waitFor(SLOW);
const progress = (page: Page, text: string) => guide(page).getByText(text).waitFor(SLOW);

/** Presses Tab until the focus is on it, as somebody without a mouse would. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  const focused = (): Promise<string> =>
    page.evaluate(
      `(() => {
        const { activeElement: at } = document;
        if (!at.matches('input, select, button')) return '';
        return at.labels?.[0]?.textContent ?? at.textContent;
      })()`,
    );
  for (let presses = 0; presses < 40; presses += 1) {
    if (name.test(await focused())) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never comes to ${name}`);
}

describe('first steps', () => {
  it('lead from an empty station to the first verdict of one’s own, by keyboard, in four acts', async () => {
    const camera = freshFolder('camera');
    copyFileSync(demoPicture('gear-crack-1.jpg'), join(camera, 'mine.jpg'));
    const { page, context, complaints } = await visit(browser, station.address);
    let acts = 0;
    const act = async (key: string): Promise<void> => {
      acts += 1;
      await page.keyboard.press(key);
    };
    await step(page, 'Look at demo pictures');
    await progress(page, '0 of 4 done');
    expect(await axeFindings(page)).toEqual([]);

    await tabTo(page, /^Judge the demo pictures$/);
    await act('Enter');
    await step(page, 'Choose a folder');
    await progress(page, '1 of 4 done');
    expect(await axeFindings(page)).toEqual([]);

    await tabTo(page, /^Folder/);
    acts += 1;
    await page.keyboard.insertText(camera);
    // Whether it can be watched is said before it is.
    await tabTo(page, /^Take this folder$/);
    await guide(page).getByText('It can be watched.').waitFor(SLOW);
    await act('Enter');
    await step(page, 'Choose a recipe');
    // Nothing of it was judged by a recipe that nobody chose.
    expect(await ownCount()).toBe(0);
    expect(await axeFindings(page)).toEqual([]);

    await tabTo(page, /^Start judging$/);
    await act('Enter');
    await guide(page).getByText('mine.jpg').waitFor(SLOW);
    await progress(page, '4 of 4 done');
    expect(acts).toBe(4);
    // On the real screen too.
    await page.getByRole('list', { name: 'Last pictures' }).getByRole('button').waitFor(SLOW);
    expect(await axeFindings(page)).toEqual([]);

    await tabTo(page, /^Finish$/);
    await page.keyboard.press('Enter');
    await guide(page).waitFor({ state: 'detached' });
    await expect.poll(firstSteps, SLOW).toBe('done');
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('come again when one asks for them, and are put away by a key', async () => {
    const { page, context } = await visit(browser, station.address);
    // Others have put them away for good.
    await page.getByRole('heading', { level: 2, name: 'Drop pictures here' }).waitFor(SLOW);
    expect(await guide(page).count()).toBe(0);
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('first steps');
    await page.getByRole('option', { name: 'Show the first steps' }).waitFor();
    await page.keyboard.press('Enter');
    await progress(page, '4 of 4 done');
    await page.keyboard.press('Shift+G');
    await guide(page).waitFor({ state: 'detached' });

    await page.goto(`${station.address}/#/settings?topic=about`);
    await page.getByRole('button', { name: 'Show the first steps' }).click();
    await progress(page, '4 of 4 done');
    await guide(page).getByRole('button', { name: 'Put away' }).click();
    await guide(page).waitFor({ state: 'detached' });
    await page.reload();
    await page.getByRole('heading', { level: 2, name: 'Drop pictures here' }).waitFor(SLOW);
    expect(await guide(page).count()).toBe(0);
    await context.close();
  });
});

async function ownCount(): Promise<number> {
  const response = await fetch(`${station.address}/api/v1/inspections?source=folder&limit=1`);
  return ((await response.json()) as { count: { count: number } }).count.count;
}

async function firstSteps(): Promise<string> {
  const response = await fetch(`${station.address}/api/v1/settings`);
  return ((await response.json()) as { firstSteps: string }).firstSteps;
}
