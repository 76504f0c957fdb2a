import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { HistoryPage } from '../../src/shared/history.ts';
import { freshFolder, type Served, serve } from '../support/cli.ts';
import { axeFindings } from './support/axe.ts';
import { launchChromium, visit } from './support/browser.ts';
import { filledFolder } from './support/filled-station.ts';
import { demoPicture } from './support/pictures.ts';

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

describe('a reason', () => {
  it('is given by its number from the moment it is asked for, before the dialog has the focus', async () => {
    const folder = await filledFolder(2, (number) => ({
      verdict: 'review',
      reasons: [{ rule: 'crack', severity: 'review', detail: `a crack of part ${number}` }],
    }));
    const quick = await serve(folder);
    const { page, context } = await visit(browser, quick.address);
    await page.keyboard.press('2');
    await page.getByText('a crack of part 1', { exact: true }).waitFor(SLOW);
    const dialog = page.getByRole('dialog');
    // Once slowly, so that the station's reasons are known.
    await page.keyboard.press('a');
    await dialog.getByRole('button', { name: /Not a defect/ }).waitFor(SLOW);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached', ...SLOW });
    await page.keyboard.press('a');
    // On the page itself, 3 goes to History.
    await page.keyboard.press('3');
    await page.getByText('a crack of part 2', { exact: true }).waitFor(SLOW);
    expect(await dialog.count()).toBe(0);
    await context.close();
    await quick.stop();
  });
});

describe('a long queue', () => {
  it('is read page by page as one comes to it', async () => {
    const folder = await filledFolder(120, (number) => ({
      verdict: 'review',
      reasons: [{ rule: 'crack', severity: 'review', detail: `a crack of part ${number}` }],
    }));
    const long = await serve(folder);
    const { page, context } = await visit(browser, long.address);
    const pages: string[] = [];
    page.on('request', (request) => {
      const { searchParams } = new URL(request.url());
      if (searchParams.get('order') === 'oldest') pages.push(searchParams.get('cursor') ?? 'first');
    });
    await page.keyboard.press('2');
    await page.getByText('1 of 120', { exact: true }).waitFor(SLOW);
    await page.getByText('a crack of part 1', { exact: true }).waitFor(SLOW);
    expect(pages).toEqual(['first']);
    for (let number = 2; number <= 55; number += 1) {
      await page.keyboard.press('ArrowRight');
      await page.getByText(`${number} of 120`, { exact: true }).waitFor(SLOW);
    }
    await page.getByText('a crack of part 55', { exact: true }).waitFor(SLOW);
    expect(pages).toHaveLength(2);
    await decide(page, 'n', '1');
    await page.getByText('56 of 120', { exact: true }).waitFor(SLOW);
    await page.getByText('a crack of part 56', { exact: true }).waitFor(SLOW);
    await context.close();
    await long.stop();
  });
});

describe('the other model', () => {
  let judging: Served;
  beforeAll(async () => {
    judging = await serve(freshFolder('compare'));
  });
  afterAll(() => judging.stop());

  /** YOLO sees this fold with 0.71, Mask2Former with 0.94. */
  async function judge(name: string): Promise<string> {
    const query = `name=${name}&model=yolo&confidence=0.8`;
    const response = await fetch(`${judging.address}/api/v1/inspections?${query}`, {
      method: 'POST',
      body: readFileSync(demoPicture('shaft-fold-1.jpg')),
    });
    const { id, verdict } = (await response.json()) as { id: string; verdict: string };
    expect(verdict).toBe('ok');
    return id;
  }
  const count = async (filter: string): Promise<number> => {
    const response = await fetch(`${judging.address}/api/v1/inspections?${filter}`);
    return ((await response.json()) as HistoryPage).count.count;
  };

  it('is asked in History by a key; where it disagrees, Review has both drawings', async () => {
    const id = await judge('first.jpg');
    const { page, context } = await visit(browser, judging.address);
    await page.goto(`${judging.address}/#/history?id=${id}`);
    await page.getByRole('heading', { level: 2, name: /first\.jpg/ }).waitFor(SLOW);
    await page.keyboard.press('c');
    const yolo = page.getByRole('region', { name: 'YOLOv8' });
    const other = page.getByRole('region', { name: 'Mask2Former' });
    await other.getByText('NG', { exact: true }).waitFor(SLOW);
    await yolo.getByText('OK', { exact: true }).waitFor(SLOW);
    expect(await axeFindings(page)).toEqual([]);

    await page.getByRole('link', { name: 'Review 1' }).waitFor(SLOW);
    await page.keyboard.press('2');
    await page.getByText('1 of 1', { exact: true }).waitFor(SLOW);
    await page.getByText('The other model, Mask2Former, says').waitFor(SLOW);
    await other.getByText('NG', { exact: true }).waitFor(SLOW);
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press('c');
    await other.waitFor({ state: 'detached' });
    await page.keyboard.press('c');
    await other.waitFor(SLOW);
    // The part was inspected once, whoever else was asked.
    expect([await count(''), await count('verdict=ng')]).toEqual([1, 0]);
    await decide(page, 'n', '1');
    await page.getByText(/^All done\./).waitFor(SLOW);
    expect([await count('effective=ng'), await count('waiting=true')]).toEqual([1, 0]);
    await context.close();
  });

  it('leaves the place that one looks at, as does the next picture', async () => {
    for (const name of ['one.jpg', 'two.jpg']) {
      const id = await judge(name);
      await fetch(`${judging.address}/api/v1/inspections/${id}/comparison`, { method: 'POST' });
    }
    const { page, context } = await visit(browser, judging.address);
    await page.keyboard.press('2');
    const named = (name: string) => page.getByText(name, { exact: true }).first().waitFor(SLOW);
    await named('one.jpg');
    const drawn = async (): Promise<string> =>
      (await page.locator('canvas').first().screenshot()).toString('base64');
    /** The drawing, when it has come to rest. */
    const settled = async (): Promise<string> => {
      let before = '';
      await expect
        .poll(async () => {
          const now = await drawn();
          const isSame = now === before;
          before = now;
          return isSame;
        }, SLOW)
        .toBe(true);
      return before;
    };
    await page.getByRole('region', { name: 'Mask2Former' }).waitFor(SLOW);
    const whole = await settled();
    await page.keyboard.press('+');
    await page.keyboard.press('+');
    await expect.poll(drawn, SLOW).not.toBe(whole);
    const close = await settled();
    // The same picture under another name: whatever is drawn otherwise is the place.
    await page.keyboard.press('ArrowRight');
    await named('two.jpg');
    await expect.poll(drawn, SLOW).toBe(close);
    await page.keyboard.press('ArrowLeft');
    await named('one.jpg');
    await expect.poll(drawn, SLOW).toBe(close);
    await page.keyboard.press('f');
    await expect.poll(drawn, SLOW).toBe(whole);
    await context.close();
  });
});
