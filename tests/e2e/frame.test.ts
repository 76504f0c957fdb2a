import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshFolder, type Served, serve } from '../support/cli.ts';
import { axeFindings } from './support/axe.ts';
import { launchChromium, visit } from './support/browser.ts';

const PATIENCE = { timeout: 60_000 };

const GERMAN = "document.documentElement.lang === 'de'";
const BLACK_INK = "getComputedStyle(document.body).color === 'rgb(0, 0, 0)'";
const BLACK_GROUND = "getComputedStyle(document.body).backgroundColor === 'rgb(0, 0, 0)'";
/** Durations that somebody could see, of anything on the page. */
const SLOW = `[...document.querySelectorAll('*')]
  .map((element) => getComputedStyle(element))
  .flatMap((style) => [
    ...style.transitionDuration.split(','),
    ...style.animationDuration.split(','),
  ])
  .filter((duration) => Number.parseFloat(duration) > 0.001)`;

/** Through the debugger: the page's policy forbids what waitForFunction would do. */
const until = (page: Page, condition: string): Promise<void> =>
  expect.poll(() => page.evaluate(condition), PATIENCE).toBe(true);

let browser: Browser;
let station: Served;
beforeAll(async () => {
  [browser, station] = await Promise.all([launchChromium(), serve(freshFolder('frame'))]);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await station?.stop();
});

describe('the command palette', () => {
  it('finds, by keyboard alone, a screen, a demo picture and a language', async () => {
    const { page, context, complaints } = await visit(browser, station.address);
    const field = page.getByRole('combobox', { name: 'Find a command' });
    await page.keyboard.press('Control+k');
    await field.waitFor(PATIENCE);
    expect(await field.and(page.locator(':focus')).count()).toBe(1);
    expect(await axeFindings(page)).toEqual([]);
    await field.fill('statist');
    const named = await field.getAttribute('aria-activedescendant');
    expect(await page.locator(`[id="${named}"]`).innerText()).toContain('Statistics');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Statistics' }).waitFor(PATIENCE);

    await page.keyboard.press('Control+k');
    await field.waitFor(PATIENCE);
    // What was chosen last stands first.
    expect(
      await page.getByRole('listbox', { name: 'Commands' }).getByRole('option').first().innerText(),
    ).toContain('Statistics');
    await field.fill('zzzzzz');
    await page.getByText('Nothing answers to “zzzzzz”').waitFor(PATIENCE);
    await field.fill('jpg');
    await page
      .getByRole('listbox', { name: 'Commands' })
      .getByRole('option')
      .first()
      .waitFor(PATIENCE);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: 'Detections' }).first().waitFor(PATIENCE);

    await page.keyboard.press('Control+k');
    await field.fill('deutsch');
    await page.keyboard.press('Enter');
    await until(page, GERMAN);
    await page.reload();
    await until(page, GERMAN);
    expect(complaints).toEqual([]);
    await context.close();
  }, 180_000);

  it('is closed by Escape, and nothing was done', async () => {
    const { page, context } = await visit(browser, station.address);
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Find a command' }).waitFor(PATIENCE);
    await page.keyboard.press('Escape');
    await page.getByRole('combobox').waitFor({ state: 'detached', ...PATIENCE });
    expect(new URL(page.url()).hash).toBe('');
    await context.close();
  }, 120_000);
});

describe('how the page looks', () => {
  it('has a high-contrast theme, chosen or asked for by the system', async () => {
    const { page, context } = await visit(browser, station.address);
    const ink = (): Promise<string> =>
      page.evaluate('getComputedStyle(document.body).color') as Promise<string>;
    expect(await ink()).not.toBe('rgb(0, 0, 0)');
    await page.emulateMedia({ contrast: 'more' });
    await until(page, BLACK_INK);
    expect(await axeFindings(page)).toEqual([]);
    await page.emulateMedia({ contrast: 'no-preference' });
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('high contrast');
    await page.keyboard.press('Enter');
    await until(page, BLACK_INK);
    await page.emulateMedia({ colorScheme: 'dark' });
    await until(page, BLACK_GROUND);
    expect(await axeFindings(page)).toEqual([]);
    await context.close();
  }, 120_000);

  it('does not move for whom movement is unpleasant', async () => {
    const { page, context } = await visit(browser, station.address);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor(PATIENCE);
    expect(await page.evaluate(SLOW)).toEqual([]);
    await context.close();
  }, 120_000);
});
