import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { freshFolder, type Served, serve } from '../support/cli.ts';
import { axeFindings } from './support/axe.ts';
import { launchChromium, type Visit, visit } from './support/browser.ts';
import { demoPicture, drop, dropFolder, pastePng } from './support/pictures.ts';

/** A rendered gear with pits that both demo models find. */
const DEFECTIVE = 'gear-pitting-1.jpg';
/** Mask2Former in tiles on two cores. */
const SLOW = { timeout: 60_000 };

// A test may have to wait for several judgements on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

let station: Served;
let browser: Browser;
let current: Visit;

beforeAll(async () => {
  [station, browser] = await Promise.all([serve(freshFolder('page')), launchChromium()]);
});
afterAll(async () => {
  await browser.close();
  await station.stop();
});

async function open(options: Parameters<typeof visit>[2] = {}): Promise<Page> {
  current = await visit(browser, station.address, options);
  return current.page;
}

afterEach(async () => {
  await current.context.close();
});

const verdict = (page: Page, word: string): Locator =>
  page.getByRole('region', { name: 'Verdict' }).getByText(word, { exact: true });
const drawing = (page: Page): Locator => page.getByRole('img', { name: /^Picture / });
const detections = (page: Page): Locator =>
  page.getByRole('region', { name: 'Detections' }).getByRole('button');
const model = (page: Page, name: string): Locator => page.getByRole('radio', { name, exact: true });
const strip = (page: Page): Locator =>
  page.getByRole('list', { name: 'Pictures' }).getByRole('button');

async function openDefective(page: Page): Promise<void> {
  await drop(page, [demoPicture(DEFECTIVE)]);
  await verdict(page, 'NG').waitFor(SLOW);
  await page.getByText('Loading the picture').waitFor({ state: 'detached' });
}

describe('a picture', () => {
  it('is dropped, judged NG, drawn and listed with what judged it', async () => {
    const page = await open();
    await openDefective(page);
    expect(await detections(page).count()).toBeGreaterThan(0);
    expect(await detections(page).first().textContent()).toMatch(/pitting.*0\.\d\d.*\d × .*px/);
    expect(await drawing(page).getAttribute('aria-label')).toMatch(
      new RegExp(`${DEFECTIVE}.*detections? drawn`),
    );
    const bar = page.getByRole('banner');
    expect(await bar.textContent()).toMatch(/DeviceCPU.*Time[\d,.]+ ms/);
    expect(await page.getByText('1280 × 960 px').count()).toBe(1);
    // Readable at two metres.
    const size = await page.evaluate(
      "getComputedStyle(document.querySelector('[data-verdict=ng][data-size=hall] span')).fontSize",
    );
    expect(Number.parseFloat(String(size))).toBeGreaterThanOrEqual(56);
    expect(current.complaints).toEqual([]);
  });

  it('is judged again at once by the other model, and from memory when switched back', async () => {
    const page = await open();
    await openDefective(page);
    await page.keyboard.press('k');
    expect(await model(page, 'Mask2Former').isChecked()).toBe(true);
    await verdict(page, 'NG').waitFor(SLOW);
    await page.keyboard.press('y');
    await verdict(page, 'NG').waitFor({ timeout: 500 });
    expect(current.judgements.map((line) => line.split(' ')[0])).toEqual(['yolo', 'mask2former']);
    expect(current.complaints).toEqual([]);
  });

  it('is pasted and judged', async () => {
    const page = await open();
    await pastePng(page, demoPicture('ring-crack-1.png'));
    await verdict(page, 'NG').waitFor(SLOW);
    expect(await drawing(page).getAttribute('aria-label')).toContain('image.png');
  });

  it('follows the slider without asking the station', async () => {
    const page = await open();
    await openDefective(page);
    const before = await detections(page).count();
    await page.getByRole('slider').focus();
    await page.keyboard.press('Home');
    expect(await detections(page).count()).toBeGreaterThanOrEqual(before);
    await page.keyboard.press('End');
    expect(await page.getByText('0.95', { exact: true }).count()).toBe(1);
    const strong = await detections(page).count();
    expect(strong).toBeLessThanOrEqual(before);
    await verdict(page, strong === 0 ? 'OK' : 'NG').waitFor();
    expect(current.judgements).toHaveLength(1);
  });

  it('shows or hides boxes, masks and labels', async () => {
    const page = await open();
    await openDefective(page);
    await page.keyboard.press('k');
    await verdict(page, 'NG').waitFor(SLOW);
    const seen = new Set<string>();
    for (const key of ['', 'l', 'b', 'm']) {
      if (key !== '') await page.keyboard.press(key);
      await settled(page);
      seen.add((await drawing(page).screenshot()).toString('base64'));
    }
    // Each step takes something away from the drawing.
    expect(seen.size).toBe(4);
    for (const name of ['Boxes', 'Masks', 'Labels']) {
      const button = page.getByRole('button', { name });
      expect(await button.getAttribute('aria-pressed')).toBe('false');
    }
  });

  it('and its list light up together, both ways', async () => {
    const page = await open();
    await openDefective(page);
    const row = detections(page).first();
    const plain = await drawing(page).screenshot();
    await row.hover();
    await settled(page);
    expect(plain.equals(await drawing(page).screenshot())).toBe(false);
    // Zoomed to the defect, it fills a good part of the stage.
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('z');
    await page.keyboard.press('ArrowDown');
    const lit = detections(page).and(page.locator('[data-hovered]'));
    const position = await findOnStage(page, async () => (await lit.count()) > 0);
    await drawing(page).click({ position });
    expect(await lit.getAttribute('aria-pressed')).toBe('true');
  });

  it('is compared by both models, with the two drawings moving as one', async () => {
    const page = await open();
    await openDefective(page);
    await page.keyboard.press('c');
    await page.getByText(/^(Both models say|The models disagree)/).waitFor(SLOW);
    expect(await drawing(page).count()).toBe(2);
    const [left, right] = [drawing(page).nth(0), drawing(page).nth(1)];
    const before = await right.screenshot();
    await left.hover({ position: { x: 100, y: 100 } });
    await page.mouse.wheel(0, -600);
    await settled(page);
    expect(before.equals(await right.screenshot())).toBe(false);
    expect(current.complaints).toEqual([]);
  });
});

describe('what is no picture', () => {
  it('is an error with a sentence and a code, and the next picture goes on', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'pitchline-text-'));
    const text = join(folder, 'text.png');
    await writeFile(text, 'This is a text file.');
    const page = await open();
    await drop(page, [text, demoPicture(DEFECTIVE)]);
    await page.getByRole('button', { name: 'text.png: ERROR' }).waitFor(SLOW);
    await page.getByRole('button', { name: `${DEFECTIVE}: NG` }).waitFor(SLOW);
    await page.getByRole('button', { name: 'text.png: ERROR' }).click();
    await verdict(page, 'ERROR').waitFor();
    expect(await page.getByRole('alert').textContent()).toMatch(
      /This picture cannot be judged.*not a picture.*PICTURE_UNSUPPORTED/,
    );
  });
});

describe('many pictures', () => {
  it('are judged with progress, cancelled, and taken up again', async () => {
    const page = await open();
    await page.keyboard.press('k');
    expect(await model(page, 'Mask2Former').isChecked()).toBe(true);
    await page.getByRole('button', { name: /^Judge all \d+ demo pictures/ }).click();
    const total = await strip(page).count();
    await page.getByRole('progressbar').waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    const more = page.getByRole('button', { name: /^Judge \d+ more with Mask2Former/ });
    await more.waitFor();
    expect(await page.getByRole('button', { name: /: cancelled$/ }).count()).toBeGreaterThan(0);
    await page.keyboard.press('y');
    await page.getByRole('button', { name: /^Judge \d+ more with YOLOv8/ }).click();
    await page.getByText(`${total} of ${total} judged`).waitFor(SLOW);
    expect(await page.getByRole('button', { name: /: NG$/ }).count()).toBeGreaterThan(0);
    expect(current.complaints).toEqual([]);
  });

  it.each([
    [
      'chosen',
      (page: Page) => page.locator('input[data-dialog=folder]').setInputFiles(demoPicture('')),
    ],
    ['dropped', (page: Page) => dropFolder(page, demoPicture(''))],
  ])('of a folder that is %s come by their names', async (_way, give) => {
    const page = await open();
    await give(page);
    await page.getByText(/^(\d+) of \1 judged/).waitFor(SLOW);
    const labels = await Promise.all(
      (await strip(page).all()).map((button) => button.getAttribute('aria-label')),
    );
    const names = labels.map((label) => label?.split(':')[0]);
    expect(names).not.toContain('labels.json');
    expect(names).toEqual([...names].sort());
    expect(current.complaints).toEqual([]);
  });
});

describe('by keyboard alone', () => {
  it('a picture is opened, judged by both models, looked at and left', async () => {
    const page = await open();
    await page.getByText('Or try one of the demo pictures').waitFor();
    const demo = page.getByRole('button', { name: /^Judge the demo picture/ }).first();
    for (let press = 0; press < 30; press++) {
      await page.keyboard.press('Tab');
      if ((await demo.and(page.locator(':focus-visible')).count()) === 1) break;
    }
    await page.keyboard.press('Enter');
    await page
      .getByText(/Loading|Judging/)
      .first()
      .waitFor({ state: 'detached', ...SLOW });
    await page.keyboard.press('k');
    expect(await model(page, 'Mask2Former').isChecked()).toBe(true);
    await page.getByText('Judging').waitFor({ state: 'detached', ...SLOW });
    for (const key of ['+', '+', 'Shift+ArrowLeft', 'f', 'c', 'c', ']', '[', 'ArrowDown']) {
      await page.keyboard.press(key);
    }
    await page.keyboard.press('?');
    const dialog = page.getByRole('dialog', { name: 'Keys' });
    await dialog.getByText('Judge with Mask2Former').waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await page.evaluate("location.hash = '#/models'");
    await page.getByRole('heading', { name: 'Models' }).waitFor();
    await page.keyboard.press('1');
    await strip(page).first().waitFor();
    expect(await strip(page).count()).toBe(1);
    expect(current.complaints).toEqual([]);
  });
});

describe('a station that goes away', () => {
  it('is seen at once, and the page goes on by itself when it is back', async () => {
    const data = freshFolder('page-away');
    const first = await serve(data);
    current = await visit(browser, first.address);
    const { page } = current;
    await openDefective(page);
    await first.kill();
    await page.keyboard.press('k');
    await verdict(page, 'ERROR').waitFor();
    expect(await page.getByText('STATION_LOST').count()).toBe(1);
    await page.getByText('The station does not answer.').first().waitFor();
    const second = await serve(data, ['--port', new URL(first.address).port]);
    await page.getByText('Connected').waitFor();
    await verdict(page, 'NG').waitFor(SLOW);
    await second.stop();
  });
});

describe.each([
  { width: 1280, height: 800, colorScheme: 'light' as const },
  { width: 1920, height: 1080, colorScheme: 'dark' as const },
])('axe at $width x $height, $colorScheme', (options) => {
  it('finds nothing in the empty, judged, compared and error states, the keys and the models', async () => {
    const page = await open(options);
    await page.getByText('Or try one of the demo pictures').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await openDefective(page);
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press('c');
    await page.getByText(/^(Both models say|The models disagree)/).waitFor(SLOW);
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.locator('input[data-dialog=pictures]').setInputFiles({
      name: 'text.png',
      mimeType: 'image/png',
      buffer: Buffer.from('This is a text file.'),
    });
    await verdict(page, 'ERROR').waitFor(SLOW);
    expect(await axeFindings(page)).toEqual([]);
    await page.evaluate("location.hash = '#/models'");
    await page.getByRole('table', { name: 'Installed model versions' }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
  });
});

/** Moves over the drawing until something is under the pointer. */
async function findOnStage(
  page: Page,
  isFound: () => Promise<boolean>,
): Promise<{ readonly x: number; readonly y: number }> {
  const box = await drawing(page).boundingBox();
  if (box === null) throw new Error('There is no drawing.');
  for (let y = 15; y < box.height; y += 30) {
    for (let x = 15; x < box.width; x += 30) {
      await page.mouse.move(box.x + x, box.y + y);
      if (await isFound()) return { x, y };
    }
  }
  throw new Error('No place of the drawing lights up a line of the list.');
}

/** Two frames, so that what React and the canvas had to draw is drawn. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(
    'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))',
  );
}
