import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Page } from 'playwright-core';
import { ROOT } from '../../support/cli.ts';

export function demoPicture(name: string): string {
  return join(ROOT, 'resources/demo', name);
}

/** Drops files on the page as a file manager would. */
export async function drop(page: Page, paths: readonly string[]): Promise<void> {
  const files = await Promise.all(
    paths.map(async (path) => ({ name: basename(path), data: await readFile(path, 'base64') })),
  );
  const transfer = await page.evaluateHandle(`(() => {
    const transfer = new DataTransfer();
    for (const { name, data } of ${JSON.stringify(files)}) {
      const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
      transfer.items.add(new File([bytes], name));
    }
    return transfer;
  })()`);
  await page.dispatchEvent('main', 'dragover', { dataTransfer: transfer });
  await page.dispatchEvent('main', 'drop', { dataTransfer: transfer });
}

/** Puts a PNG on the browser's clipboard, as after cutting out a part of a screen, and pastes it. */
export async function pastePng(page: Page, path: string): Promise<void> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const data = await readFile(path, 'base64');
  await page.evaluate(`(async () => {
    const bytes = Uint8Array.from(atob('${data}'), (letter) => letter.charCodeAt(0));
    const picture = new Blob([bytes], { type: 'image/png' });
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': picture })]);
  })()`);
  await page.keyboard.press('Control+V');
}

/**
 * Drops a folder by way of the browser's own input, because no script can make a folder's entry.
 *
 * @param path of the folder; on the same machine as the browser
 */
export async function dropFolder(page: Page, path: string): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  const data = { items: [], files: [path], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await devtools.send('Input.dispatchDragEvent', { type, x: 400, y: 300, data });
  }
}
