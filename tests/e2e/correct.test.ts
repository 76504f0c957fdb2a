import { readFileSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { CorrectionList } from '../../src/shared/corrections.ts';
import type { Inspection } from '../../src/shared/domain.ts';
import { fromCocoMask, maskArea, maskBounds } from '../../src/shared/masks/index.ts';
import { freshFolder, pitchline, type Served, serve } from '../support/cli.ts';
import { axeFindings } from './support/axe.ts';
import { launchChromium, visit } from './support/browser.ts';
import { demoPicture } from './support/pictures.ts';

const SLOW = { timeout: 60_000 };
vi.setConfig({ testTimeout: 240_000, hookTimeout: 180_000 });

const data = freshFolder();
let station: Served;
let browser: Browser;
let judged: Inspection;

beforeAll(async () => {
  [station, browser] = await Promise.all([serve(data), launchChromium()]);
  const body = new FormData();
  body.set('file', new Blob([await readFile(demoPicture('teeth-mixed-1.jpg'))]), 'teeth.jpg');
  const url = `${station.address}/api/v1/inspections?model=mask2former`;
  judged = (await (await fetch(url, { method: 'POST', body })).json()) as Inspection;
  expect(judged.detections.length).toBeGreaterThan(0);
});
afterAll(async () => {
  await browser.close();
  await station.stop();
  await rm(data, { recursive: true, force: true });
});

async function kept(): Promise<CorrectionList> {
  const url = `${station.address}/api/v1/inspections/${judged.id}/corrections`;
  return (await (await fetch(url)).json()) as CorrectionList;
}

/** Where a place of the picture is on the page, while all of the picture is shown. */
async function onPage(page: Page): Promise<(x: number, y: number) => [number, number]> {
  const box = (await page.locator('canvas').boundingBox())!;
  const [width, height] = [judged.width ?? 1, judged.height ?? 1];
  const scale = Math.min(box.width / width, box.height / height);
  return (x, y) => [
    box.x + box.width / 2 + (x - width / 2) * scale,
    box.y + box.height / 2 + (y - height / 2) * scale,
  ];
}

type Place = readonly [x: number, y: number];

async function drag(page: Page, from: Place, to: Place): Promise<void> {
  const at = await onPage(page);
  await page.mouse.move(...at(...from));
  await page.mouse.down();
  await page.mouse.move(...at(...to), { steps: 5 });
  await page.mouse.up();
}

describe('correcting', () => {
  it('deletes, draws, paints, cuts and undoes; it is kept beside the model’s result and exported', async () => {
    const { page, context, complaints } = await visit(browser, station.address);
    await page.goto(`${station.address}/#/history?id=${judged.id}`);
    await page.getByRole('link', { name: /Correct/ }).click();
    const list = page.getByRole('region', { name: 'What is in the picture' });
    const rows = list.getByRole('listitem');
    const found = judged.detections.length;
    await expect.poll(() => rows.count(), SLOW).toBe(found);
    await page.locator('canvas[data-resolution]').waitFor(SLOW);
    expect(await axeFindings(page)).toEqual([]);

    await rows.nth(0).getByRole('button').click();
    await page.keyboard.press('Delete');
    await expect.poll(() => rows.count(), SLOW).toBe(found - 1);

    await page.keyboard.press('r');
    await drag(page, [40, 40], [140, 120]);
    await expect.poll(() => rows.count(), SLOW).toBe(found);
    await page.getByLabel('Class').fill('burr');
    await page.keyboard.press('Enter');
    await list.getByText('burr').waitFor(SLOW);
    await page.getByRole('button', { name: 'Paint' }).click();

    // Nothing selected: a new one begins, and the next stroke adds to it.
    await rows
      .nth(found - 1)
      .getByRole('button')
      .click();
    await drag(page, [300, 60], [400, 60]);
    await drag(page, [350, 40], [350, 100]);
    await expect.poll(() => rows.count(), SLOW).toBe(found + 1);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('button', { name: 'Redo' }).click();
    await page.getByRole('button', { name: 'Cut' }).click();
    await drag(page, [300, 60], [320, 60]);
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+y');
    // Held down, the space bar moves the picture and cuts nothing.
    await page.keyboard.down(' ');
    await drag(page, [350, 60], [352, 60]);
    await page.keyboard.up(' ');
    await page.keyboard.press('?');
    const keys = page.getByRole('dialog');
    await keys.getByText('Larger brush').waitFor(SLOW);
    await page.keyboard.press('Escape');
    await keys.waitFor({ state: 'detached', ...SLOW });
    expect(await axeFindings(page)).toEqual([]);

    // Going away asks first.
    await page.getByRole('button', { name: 'Back' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Stay here' }).click();
    await page.getByLabel('Remark, if any').fill('seen under the microscope');
    await page.keyboard.press('Control+s');
    await page.getByText(/^Saved/).waitFor(SLOW);
    const { latest } = await kept();
    expect(latest).toMatchObject({ deleted: 1, added: 2, remark: 'seen under the microscope' });
    const [box, mask] = latest?.content.added ?? [];
    expect(box).toMatchObject({ className: 'burr' });
    for (const [index, side] of [40, 40, 140, 120].entries()) {
      expect(Math.abs((box?.box[index] ?? 0) - side)).toBeLessThanOrEqual(2);
    }
    const region = fromCocoMask(mask!.mask!);
    const bounds = maskBounds(region)!;
    // The cut took the left end of the stroke away, and nothing of the other.
    expect(bounds.x).toBeGreaterThan(310);
    expect(bounds.x + bounds.width).toBeGreaterThan(395);
    expect(maskArea(region)).toBeGreaterThan(500);

    await page.reload();
    await expect.poll(() => rows.count(), SLOW).toBe(found + 1);
    await rows.getByText('burr').nth(1).waitFor(SLOW);
    await page.getByRole('button', { name: 'Back' }).click();
    await page.getByText(/deleted 1, .*added 2/).waitFor(SLOW);
    await page.getByRole('radio', { name: 'Corrected' }).check();
    await page.getByRole('img', { name: `${found + 1} detections drawn` }).waitFor(SLOW);
    await page.getByRole('radio', { name: 'Model’s result' }).check();
    expect(await axeFindings(page)).toEqual([]);

    const entry = await fetch(`${station.address}/api/v1/inspections/${judged.id}`);
    const now = (await entry.json()) as Inspection;
    expect([now.detections, now.verdict]).toEqual([judged.detections, judged.verdict]);
    const out = freshFolder('export');
    const args = ['log', 'export-annotations', '--format', 'coco', '--out', out];
    expect((await pitchline(args, { data })).status).toBe(0);
    const coco = JSON.parse(readFileSync(join(out, 'annotations.json'), 'utf8')) as {
      readonly annotations: readonly unknown[];
    };
    expect(coco.annotations).toHaveLength(found + 1);
    await rm(out, { recursive: true });
    expect(complaints).toEqual([]);
    await context.close();
  });
});
