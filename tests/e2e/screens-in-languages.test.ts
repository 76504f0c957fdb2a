import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { LANGUAGES, type Language } from '../../src/renderer/i18n/languages.ts';
import { freshFolder, type Served, serve } from '../support/cli.ts';
import { furnish } from '../support/shown-station.ts';
import { launchChromium } from './support/browser.ts';
import { cutTexts } from './support/cut-text.ts';
import { sayIn, TOUR } from './support/tour.ts';

vi.setConfig({ testTimeout: 240_000 });

/** Where pictures of all screens go to be looked at; none are taken where it is not set. */
const PICTURES = process.env.PITCHLINE_TEST_PICTURES ?? '';

let station: Served;
let browser: Browser;
const camera = mkdtempSync(join(tmpdir(), 'pitchline-camera-'));

beforeAll(async () => {
  [station, browser] = await Promise.all([serve(freshFolder('languages')), launchChromium()]);
  await furnish(station.address, camera);
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await station?.stop();
  rmSync(camera, { recursive: true, force: true });
});

interface Sight {
  readonly language: Language;
  readonly width: number;
  readonly height: number;
  readonly colorScheme: 'light' | 'dark';
}

/** Goes to all screens; returns what cannot be read there, each line with the screen's name. */
async function tour(sight: Sight): Promise<readonly string[]> {
  const { language, width, height, colorScheme } = sight;
  const locale = language;
  const viewport = { width, height };
  const context = await browser.newContext({ viewport, locale, colorScheme });
  try {
    const page = await context.newPage();
    const say = sayIn(language);
    await page.goto(`${station.address}/`);
    const found: string[] = [];
    for (const { name, address, arrive } of TOUR) {
      if (address !== null) await leaveDialog(page);
      if (address !== null) await page.goto(`${station.address}/#/${address}`);
      await arrive(page, say);
      await settled(page);
      found.push(...(await cutTexts(page)).map((line) => `${name}: ${line}`));
      if (PICTURES !== '') await take(page, `${name}-${language}-${width}-${colorScheme}`);
      await leaveDialog(page);
    }
    return found;
  } finally {
    await context.close();
  }
}

async function leaveDialog(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog');
  if ((await dialog.count()) === 0) return;
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
}

/** Nothing is being asked for and nothing moves any more. */
async function settled(page: Page): Promise<void> {
  await expect
    .poll(() => page.locator('main [role=status]:visible').count(), { timeout: 60_000 })
    .toBeLessThan(2);
  await page.evaluate(`Promise.allSettled([
    document.fonts.ready,
    ...document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
      .map(({ finished }) => finished),
  ])`);
  await page.evaluate(
    'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))',
  );
}

async function take(page: Page, name: string): Promise<void> {
  mkdirSync(PICTURES, { recursive: true });
  await page.screenshot({ path: join(PICTURES, `${name}.png`) });
}

describe('on every screen, all text can be read', () => {
  it.each(LANGUAGES)('%s', async (language) => {
    const found = await tour({ language, width: 1280, height: 800, colorScheme: 'light' });
    expect(found).toEqual([]);
  });
});
