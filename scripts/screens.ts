/**
 * Writes a picture of each screen into docs/screens, both themes, 1280x800 and 1920x1080, from the
 * real station with the models and pictures that come with it: `npm run -s screens` after a build.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import sharp from 'sharp';
import { freshFolder, ROOT, serve } from '../tests/support/cli.ts';
import { furnish, SHOWN_RECIPE } from '../tests/support/shown-station.ts';
import { ensureChromium } from './lib/chromium.ts';

const FOLDER = join(ROOT, 'docs/screens');
const WAIT = { timeout: 120_000 };
const SIZES = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
];
const THEMES = ['light', 'dark'] as const;

interface Shot {
  readonly name: string;
  readonly address: string;
  readonly ready: (page: Page) => Promise<void>;
}

const SHOTS: readonly Shot[] = [
  {
    name: 'inspect',
    address: 'inspect',
    ready: async (page) => {
      await page.getByRole('banner').getByText('By hand', { exact: true }).click();
      await page
        .getByRole('region', { name: 'Or try one of the demo pictures' })
        .getByRole('button')
        .first()
        .click(WAIT);
      await page.getByText('NG', { exact: true }).first().waitFor(WAIT);
    },
  },
  {
    name: 'live',
    address: 'inspect',
    ready: async (page) => {
      await page.getByRole('banner').getByText('Live', { exact: true }).click();
      await page.getByRole('img', { name: /^Picture .*drawn/ }).waitFor(WAIT);
    },
  },
  { name: 'review', address: 'review', ready: heading('Review') },
  {
    name: 'history',
    address: 'history',
    ready: async (page) => {
      await page.getByRole('row').nth(3).waitFor(WAIT);
      await page.keyboard.press('j');
      await page.getByRole('complementary', { name: 'Inspection', exact: true }).waitFor(WAIT);
    },
  },
  { name: 'statistics', address: 'statistics', ready: heading('Statistics') },
  {
    name: 'recipes',
    address: `recipes?name=${SHOWN_RECIPE.name}&view=edit`,
    ready: (page) => page.getByText('detections matter to the recipe').waitFor(WAIT),
  },
  { name: 'models', address: 'models', ready: heading('Models') },
  { name: 'settings', address: 'settings', ready: heading('Settings') },
];

function heading(name: string): Shot['ready'] {
  return (page) => page.getByRole('heading', { level: 1, name }).waitFor(WAIT);
}

async function shootAll(browser: Browser, address: string): Promise<void> {
  for (const colorScheme of THEMES) {
    for (const viewport of SIZES) {
      const page = await browser.newPage({ viewport, colorScheme });
      for (const { name, address: place, ready } of SHOTS) {
        await page.goto(`${address}/#/${place}`);
        await ready(page);
        await page.getByText(/^Loading/).waitFor({ state: 'hidden', ...WAIT });
        await page.waitForLoadState('networkidle').catch(() => undefined);
        // What moves into place and what is being decoded has no event of its own.
        await page.waitForTimeout(600);
        const file = `${name}-${viewport.width}-${colorScheme}.webp`;
        await sharp(await page.screenshot())
          .webp({ quality: 82 })
          .toFile(join(FOLDER, file));
        process.stdout.write(`docs/screens/${file}\n`);
      }
      await page.close();
    }
  }
}

rmSync(FOLDER, { recursive: true, force: true });
mkdirSync(FOLDER, { recursive: true });
const camera = mkdtempSync(join(tmpdir(), 'camera-'));
const station = await serve(freshFolder('screens'));
const browser = await chromium.launch({
  executablePath: await ensureChromium(),
  args: ['--headless', '--no-sandbox', '--disable-gpu'],
});
try {
  await furnish(station.address, camera);
  await shootAll(browser, station.address);
} finally {
  await browser.close();
  await station.stop();
  rmSync(camera, { recursive: true, force: true });
}
