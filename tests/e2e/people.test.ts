import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { freshFolder, type Served, serve } from '../support/cli.ts';
import { axeFindings } from './support/axe.ts';
import { launchChromium, type Visit, visit } from './support/browser.ts';

vi.setConfig({ testTimeout: 180_000 });

const ADMIN = { name: 'Anna Berg', secret: 'anna-secret-9' };
const OPERATOR = { name: 'Olga Conti', secret: '4711' };
const PIN = '2468';

let station: Served;
let browser: Browser;
let current: Visit;

beforeAll(async () => {
  [station, browser] = await Promise.all([serve(freshFolder('people')), launchChromium()]);
});
afterAll(async () => {
  await browser.close();
  await station.stop();
});
afterEach(async () => {
  await current.context.close();
});

async function open(): Promise<Page> {
  current = await visit(browser, station.address);
  current.page.setDefaultTimeout(60_000);
  return current.page;
}

const dialog = (page: Page, name: string): Locator => page.getByRole('dialog', { name });
const topic = (page: Page, name: string): Locator => page.getByRole('region', { name });
const personButton = (page: Page, { name }: { readonly name: string }): Locator =>
  page.getByRole('button', { name: `Signed in: ${name}` });

async function openTopic(page: Page, name: string, title: string): Promise<Locator> {
  await page.goto(`${station.address}/#/settings?topic=${name}`);
  await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
  const shown = topic(page, title);
  await shown.waitFor();
  return shown;
}

async function fillSignIn(
  form: Locator,
  { name, secret }: { readonly name: string; readonly secret: string },
): Promise<void> {
  await form.getByRole('textbox', { name: 'Name' }).fill(name);
  await form.getByLabel('PIN or password').fill(secret);
  await form.getByRole('button', { name: 'Sign in' }).click();
}

async function signIn(page: Page, who: typeof ADMIN): Promise<void> {
  await page.getByRole('banner').getByRole('button', { name: 'Sign in' }).click();
  const asked = dialog(page, 'Sign in');
  await fillSignIn(asked, who);
  await asked.waitFor({ state: 'detached' });
  await personButton(page, who).waitFor();
}

async function signOut(page: Page, who: typeof ADMIN): Promise<void> {
  await personButton(page, who).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await personButton(page, who).waitFor({ state: 'detached' });
}

async function addPerson(page: Page, who: typeof ADMIN, role: string | null): Promise<void> {
  await page.getByRole('button', { name: 'Add a person' }).click();
  const form = dialog(page, 'Add a person');
  await form.getByRole('textbox', { name: 'Name' }).fill(who.name);
  if (role !== null) await form.getByRole('combobox', { name: 'Role' }).selectOption(role);
  await form.getByLabel('PIN or password').fill(who.secret);
  await form.getByRole('button', { name: 'Add', exact: true }).click();
  await form.waitFor({ state: 'detached' });
}

/** The session ends as it does by idle time or a restart: the station no longer knows the cookie. */
async function loseSession(page: Page): Promise<void> {
  await page.context().clearCookies();
}

describe('people', () => {
  it('the first is an administrator, who adds an operator; a short PIN is refused in words', async () => {
    const page = await open();
    const people = await openTopic(page, 'people', 'People');
    await people.getByText('Nobody yet').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await addPerson(page, ADMIN, null);
    await people.getByText('This takes somebody who is signed in as: Administrator.').waitFor();
    await signIn(page, ADMIN);
    await people.getByRole('button', { name: `Change ${ADMIN.name}` }).waitFor();

    await page.getByRole('button', { name: 'Add a person' }).click();
    const form = dialog(page, 'Add a person');
    await form.getByRole('textbox', { name: 'Name' }).fill(OPERATOR.name);
    await form.getByLabel('PIN or password').fill('12');
    await form.getByRole('button', { name: 'Add', exact: true }).click();
    await form.getByText('The PIN or password is too short').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await form.getByLabel('PIN or password').fill(OPERATOR.secret);
    await form.getByRole('button', { name: 'Add', exact: true }).click();
    await form.waitFor({ state: 'detached' });
    await people.getByRole('button', { name: `Change ${OPERATOR.name}` }).waitFor();
    expect(await axeFindings(page)).toEqual([]);

    await people.getByRole('button', { name: `Remove ${ADMIN.name}` }).click();
    await page.getByRole('button', { name: 'Remove', exact: true }).last().click();
    await page.getByText('Anna Berg is the only administrator.').waitFor();
    await page.keyboard.press('Escape');
    await signOut(page, ADMIN);
  });

  it('an operator cannot reach what is not theirs, by link either, and reads why', async () => {
    const page = await open();
    await signIn(page, OPERATOR);
    const people = await openTopic(page, 'people', 'People');
    await people
      .getByText('Olga Conti is signed in as Operator. This takes: Administrator.')
      .waitFor();
    expect(await people.getByRole('button', { name: 'Add a person' }).count()).toBe(0);
    const support = topic(page, 'For support');
    await support.getByText('This takes: Administrator.').waitFor();
    expect(await support.getByRole('button', { name: 'Save the file' }).count()).toBe(0);
    expect(await axeFindings(page)).toEqual([]);
    for (const path of ['people', 'audit', 'diagnostics']) {
      const answer = await page.request.get(`${station.address}/api/v1/${path}`);
      expect(answer.status()).toBe(403);
      expect(await answer.json()).toMatchObject({ code: 'NOT_ALLOWED' });
    }
    await signOut(page, OPERATOR);
  });

  it('a wrong PIN is refused in words and keeps the name', async () => {
    const page = await open();
    await page.getByRole('banner').getByRole('button', { name: 'Sign in' }).click();
    const asked = dialog(page, 'Sign in');
    await fillSignIn(asked, { ...OPERATOR, secret: 'wrong' });
    await asked.getByText('The name or the PIN is not right.').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expect(await asked.getByRole('textbox', { name: 'Name' }).inputValue()).toBe(OPERATOR.name);
    await asked.getByLabel('PIN or password').fill(OPERATOR.secret);
    await page.keyboard.press('Enter');
    await personButton(page, OPERATOR).waitFor();
  });

  it('a lost session asks again over the form, and what was typed is still there', async () => {
    const page = await open();
    await signIn(page, ADMIN);
    await openTopic(page, 'people', 'People');
    await page.getByRole('button', { name: 'Add a person' }).click();
    const form = dialog(page, 'Add a person');
    await form.getByRole('textbox', { name: 'Name' }).fill('Ugo Foscolo');
    await form.getByLabel('PIN or password').fill('1234');
    await loseSession(page);
    await form.getByRole('button', { name: 'Add', exact: true }).click();
    const asked = dialog(page, 'Sign in');
    await asked.getByText('what you typed is still there').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expect(await asked.getByRole('textbox', { name: 'Name' }).inputValue()).toBe(ADMIN.name);
    await asked.getByLabel('PIN or password').fill(ADMIN.secret);
    await asked.getByRole('button', { name: 'Sign in' }).click();
    await asked.waitFor({ state: 'detached' });
    expect(await form.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('Ugo Foscolo');
    await form.getByRole('button', { name: 'Add', exact: true }).click();
    await form.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Change Ugo Foscolo' }).waitFor();
  });

  it('where a sign-in is needed nothing is shown before it, and nothing stays after it', async () => {
    const page = await open();
    await signIn(page, ADMIN);
    const people = await openTopic(page, 'people', 'People');
    const needed = people.getByRole('switch', { name: 'Sign-in for everything' });
    await needed.click();
    await page.getByText('Saved: Sign-in for everything').waitFor();
    await signOut(page, ADMIN);
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
    expect(await topic(page, 'People').count()).toBe(0);
    expect(await axeFindings(page)).toEqual([]);
    await fillSignIn(page.getByRole('main'), ADMIN);
    await needed.click();
    await page.getByText('Saved: Sign-in for everything').waitFor();
  });
});

describe('kiosk mode', () => {
  it('hides all but Inspect, survives a reload, and is left by key and PIN', async () => {
    const page = await open();
    await signIn(page, ADMIN);
    const kiosk = await openTopic(page, 'kiosk', 'Kiosk mode');
    await kiosk.getByText('There is no PIN yet.').waitFor();
    expect(await kiosk.getByRole('button', { name: 'Begin kiosk mode here' }).isDisabled()).toBe(
      true,
    );
    await kiosk.getByLabel('PIN to leave').fill(PIN);
    await kiosk.getByRole('button', { name: 'Set the PIN' }).click();
    await kiosk.getByText('The PIN is set.').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await kiosk.getByRole('button', { name: 'Begin kiosk mode here' }).click();
    const places = page.getByRole('navigation', { name: 'Screens' }).getByRole('link');
    await page.getByRole('radio', { name: 'YOLOv8', exact: true }).waitFor({ state: 'attached' });
    expect(await places.allInnerTexts()).toEqual(['Inspect', 'Review']);
    await signOut(page, ADMIN);
    await expect.poll(() => places.allInnerTexts()).toEqual(['Inspect']);

    await page.goto(`${station.address}/#/settings?topic=people`);
    await page.reload();
    await page.getByRole('radio', { name: 'YOLOv8', exact: true }).waitFor({ state: 'attached' });
    expect(await page.getByRole('heading', { name: 'Settings' }).count()).toBe(0);
    expect(await axeFindings(page)).toEqual([]);

    await page.keyboard.press('Control+Shift+L');
    const asked = dialog(page, 'Leave kiosk mode');
    await asked.getByLabel('PIN to leave').fill('0000');
    await page.keyboard.press('Enter');
    await asked.getByText('The PIN is not right.').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await asked.getByLabel('PIN to leave').fill(PIN);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
  });
});

describe('settings', () => {
  it('the bundle for support is one file without a secret', async () => {
    const page = await open();
    await signIn(page, ADMIN);
    const support = await openTopic(page, 'diagnostics', 'For support');
    const download = page.waitForEvent('download');
    await support.getByRole('button', { name: 'Save the file' }).click();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(/^pitchline-diagnostics-.*\.tar\.gz$/);
    await support.getByText('The file was handed to the browser.').waitFor();
    const text = gunzipSync(readFileSync(await file.path())).toString('latin1');
    expect(text).toContain('doctor.json');
    expect(text).not.toMatch(/pictures\/[0-9a-f]{64}/);
    for (const secret of [ADMIN.secret, 'scrypt', ADMIN.name, OPERATOR.name]) {
      expect(text).not.toContain(secret);
    }
  });

  it('are found by words, by topic or by one setting; the licences are those of the build', async () => {
    const page = await open();
    await openTopic(page, 'about', 'About and licences');
    await page.getByText('Licences of its parts').click();
    await page.getByRole('rowheader', { name: 'onnxruntime-node' }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    const sought = page.getByRole('searchbox', { name: 'Find a setting' });
    await sought.fill('licence');
    await topic(page, 'Station').waitFor({ state: 'detached' });
    expect(await topic(page, 'About and licences').count()).toBe(1);
    await sought.fill('lowest score');
    await topic(page, 'Station').waitFor();
    expect(await page.getByRole('textbox', { name: 'Name of the line' }).count()).toBe(0);
    await sought.fill('xyzzy');
    await page.getByText('No setting speaks of “xyzzy”.').waitFor();
  });

  it('the language and the theme are chosen here and kept by the browser', async () => {
    const page = await open();
    const look = await openTopic(page, 'appearance', 'Language and theme');
    await look.getByRole('combobox', { name: 'Theme' }).selectOption('dark');
    await expect
      .poll(() => page.locator('html').getAttribute('data-mantine-color-scheme'))
      .toBe('dark');
    expect(await axeFindings(page)).toEqual([]);
    await look.getByRole('combobox', { name: 'Language' }).selectOption('de');
    await expect.poll(() => page.locator('html').getAttribute('lang')).toBe('de');
    await page.reload();
    await expect.poll(() => page.locator('html').getAttribute('lang')).toBe('de');
  });
});
