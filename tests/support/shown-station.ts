import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './cli.ts';

const DEMO = join(ROOT, 'resources/demo');

/** Pictures that come by the watched folder; the last one is on the screen. */
const ARRIVING = ['gear-good-1.jpg', 'ring-crack-1.png', 'gear-fold-1.jpg', 'gear-pitting-1.jpg'];

/** Pitting is for people to decide on, so that Review has something to show. */
export const SHOWN_RECIPE = {
  name: 'pitting-by-people',
  rules: { pitting: [{ severity: 'review' }] },
};

/**
 * Gives a fresh station something to show on each screen: a recipe, and four pictures judged truly
 * that came by a watched folder.
 *
 * @param camera an empty folder
 */
export async function furnish(address: string, camera: string): Promise<void> {
  await send(`${address}/api/v1/recipes`, SHOWN_RECIPE);
  const folder = { name: 'Camera 1', path: camera, recipe: SHOWN_RECIPE.name, settleSeconds: 0.2 };
  await send(`${address}/api/v1/folders`, folder);
  for (const [index, name] of ARRIVING.entries()) {
    copyFileSync(join(DEMO, name), join(camera, `A${1701 + index}_${name}`));
    await inspected(address, index + 1);
  }
}

async function send(url: string, body: object): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
}

async function inspected(address: string, count: number): Promise<void> {
  for (;;) {
    const response = await fetch(`${address}/api/v1/inspections?source=folder`);
    const { rows } = (await response.json()) as { rows: readonly unknown[] };
    if (rows.length >= count) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
