import type { Locator, Page } from 'playwright-core';
import type { Language } from '../../../src/renderer/i18n/languages.ts';
import { textsOf } from '../../support/i18n/texts.ts';
import { SHOWN_RECIPE } from '../../support/shown-station.ts';

const WAIT = { timeout: 60_000 };

/** The text of `namespace:key` in the language of the page. */
export type Say = (key: string, values?: Readonly<Record<string, string>>) => string;

/** One sight of the page: how one gets to it, and what there is when it is there. */
export interface Stop {
  readonly name: string;
  /** Behind `#/`; null: from the stop before. */
  readonly address: string | null;
  readonly arrive: (page: Page, say: Say) => Promise<void>;
}

export function sayIn(language: Language): Say {
  const texts = textsOf(language);
  return (key, values = {}) => {
    const text = texts.get(key);
    if (text === undefined) throw new Error(`no text ${key} in ${language}`);
    return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '');
  };
}

const title =
  (key: string): Stop['arrive'] =>
  (page, say) =>
    page
      .getByRole('heading', { level: 1, name: say(key), exact: true })
      .first()
      .waitFor(WAIT);

/** A dialog that a button opens; Escape closes it before the next stop. */
function dialog(name: string, button: (page: Page, say: Say) => Locator): Stop {
  return {
    name,
    address: null,
    arrive: async (page, say) => {
      await button(page, say).first().click(WAIT);
      await page.getByRole('dialog').waitFor(WAIT);
    },
  };
}

const named =
  (key: string) =>
  (page: Page, say: Say): Locator =>
    page.getByRole('button', { name: say(key), exact: true });

/** The part of a screen that a link or tab of this name stands for. */
async function current(page: Page, name: string): Promise<void> {
  await page
    .locator('main [aria-current], main [aria-selected=true]')
    .getByText(name, { exact: true })
    .waitFor(WAIT);
}

/** Every screen, its parts and the dialogs that cost nothing, of a station that `furnish` furnished. */
export const TOUR: readonly Stop[] = [
  {
    name: 'inspect-empty',
    address: 'inspect',
    arrive: async (page, say) => {
      await page.getByRole('banner').getByText(say('live:mode.hand'), { exact: true }).click(WAIT);
      await page.getByRole('heading', { name: say('inspect:drop.title') }).waitFor(WAIT);
    },
  },
  {
    name: 'inspect',
    address: null,
    arrive: async (page, say) => {
      const demo = page.getByRole('region', { name: say('inspect:drop.demoTitle') });
      await demo.getByRole('button').first().click(WAIT);
      await page.getByText('NG', { exact: true }).first().waitFor(WAIT);
    },
  },
  {
    name: 'inspect-compare',
    address: null,
    arrive: async (page) => {
      await page.keyboard.press('c');
      await page.locator('main [data-count="2"]').waitFor(WAIT);
    },
  },
  {
    name: 'live',
    address: 'inspect',
    arrive: async (page, say) => {
      await page.getByRole('banner').getByText(say('live:mode.live'), { exact: true }).click(WAIT);
      await page.getByRole('button', { name: say('live:override') }).waitFor(WAIT);
      await page.locator('main canvas').waitFor(WAIT);
    },
  },
  dialog('live-override', (page, say) => page.getByRole('button', { name: say('live:override') })),
  {
    name: 'review',
    address: 'review',
    arrive: (page, say) => page.getByRole('button', { name: say('review:accept') }).waitFor(WAIT),
  },
  dialog('review-reason', (page, say) => page.getByRole('button', { name: say('review:accept') })),
  {
    name: 'history',
    address: 'history',
    arrive: async (page) => {
      await page.getByRole('row').nth(3).waitFor(WAIT);
    },
  },
  {
    name: 'history-detail',
    address: null,
    arrive: async (page, say) => {
      await page.keyboard.press('j');
      const aside = page.getByRole('complementary', { name: say('history:detail'), exact: true });
      await aside.waitFor(WAIT);
      await aside.locator('canvas').waitFor(WAIT);
    },
  },
  {
    name: 'history-whole',
    address: null,
    arrive: async (page) => {
      await page.keyboard.press('Enter');
      await page
        .getByRole('table')
        .first()
        .waitFor({ state: 'hidden', ...WAIT });
      await page.locator('aside canvas').waitFor(WAIT);
    },
  },
  { name: 'statistics', address: 'statistics', arrive: title('statistics:title') },
  {
    name: 'recipes',
    address: `recipes?name=${SHOWN_RECIPE.name}&view=edit`,
    arrive: async (page, say) => {
      await page.getByRole('button', { name: say('recipes:save.open') }).waitFor(WAIT);
      await page.locator('main canvas').first().waitFor(WAIT);
    },
  },
  {
    name: 'recipes-revisions',
    address: `recipes?name=${SHOWN_RECIPE.name}&view=revisions`,
    arrive: (page, say) => current(page, say('recipes:view.revisions')),
  },
  {
    name: 'recipes-dry-run',
    address: `recipes?name=${SHOWN_RECIPE.name}&view=dry-run`,
    arrive: (page, say) => current(page, say('recipes:view.dry-run')),
  },
  dialog('recipes-new', named('recipes:list.add')),
  { name: 'models', address: 'models', arrive: title('models:title') },
  {
    name: 'models-import',
    address: null,
    arrive: async (page) => {
      const file = { name: 'gears.onnx', mimeType: 'application/octet-stream' };
      await page
        .locator('input[data-dialog=model]')
        .setInputFiles({ ...file, buffer: Buffer.from('none') });
      await page.getByRole('dialog').waitFor(WAIT);
    },
  },
  dialog('models-test', named('models:test.open')),
  { name: 'settings', address: 'settings', arrive: title('settings:title') },
  dialog('settings-folder', named('settings:folder.add')),
  dialog('settings-person', named('people:list.add')),
  dialog('keys', named('frame:keys.open')),
];
