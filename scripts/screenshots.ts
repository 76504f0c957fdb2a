/**
 * Writes the README's pictures into docs/images, from the real station with the models that come with
 * it: `node scripts/screenshots.ts [DEMO PICTURE]` after a build.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { freshFolder, ROOT, serve } from '../tests/support/cli.ts';
import { ensureChromium } from './lib/chromium.ts';

/** Which demo picture: one where the present models show what they can. */
const PICTURE = process.argv[2] ?? 'gear-pitting-1.jpg';
const FOLDER = join(ROOT, 'docs/images');
const WAIT = { timeout: 600_000 };

async function shoot(page: Page, name: string): Promise<void> {
  await page
    .getByRole('region', { name: 'Verdict' })
    .getByText('NG', { exact: true })
    .waitFor(WAIT);
  await page.getByText('Loading the picture').waitFor({ state: 'detached' });
  await page.screenshot({ path: join(FOLDER, name) });
  process.stdout.write(`docs/images/${name}\n`);
}

mkdirSync(FOLDER, { recursive: true });
const station = await serve(freshFolder('screenshots'));
const browser = await chromium.launch({
  executablePath: await ensureChromium(),
  args: ['--headless', '--no-sandbox', '--disable-gpu'],
});
try {
  const page = await browser.newPage({
    viewport: { width: 1280, height: 800 },
    colorScheme: 'light',
  });
  await page.goto(`${station.address}/`);
  // The pictures are of the screen as one works with it.
  await page.getByRole('button', { name: 'Put away' }).click();
  await page.getByRole('button', { name: /^Judge all/ }).click();
  await page.getByText(/^(\d+) of \1 judged/).waitFor(WAIT);
  await page.getByRole('button', { name: new RegExp(`^${PICTURE}`) }).click();
  await shoot(page, 'inspect-yolo.png');
  await page.keyboard.press('k');
  await page.getByRole('button', { name: /more with Mask2Former/ }).click(WAIT);
  await page.getByText(/^(\d+) of \1 judged/).waitFor(WAIT);
  await page.getByRole('button', { name: new RegExp(`^${PICTURE}`) }).click();
  await shoot(page, 'inspect-mask2former.png');
  await page.keyboard.press('c');
  await page.getByText(/^(Both models say|The models disagree)/).waitFor(WAIT);
  await shoot(page, 'inspect-compare.png');
} finally {
  await browser.close();
  await station.stop();
}
