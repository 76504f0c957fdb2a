import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { findChromium } from '../../../scripts/lib/chromium.ts';

/** Nothing but the page under test may use the network or the machine. */
const ARGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function launchChromium(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null) {
    throw new Error(
      'The tests of the page need Chromium: apt-get install chromium, or name one in PITCHLINE_CHROMIUM.',
    );
  }
  return chromium.launch({ executablePath, args: ARGS });
}

export interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Console errors, uncaught errors and violations of the page's security policy, as they came. */
  readonly complaints: string[];
  /** Requests for judgements, as `model picture`. */
  readonly judgements: string[];
}

export interface VisitOptions {
  readonly width?: number;
  readonly height?: number;
  readonly colorScheme?: 'light' | 'dark';
}

/** A fresh browser profile with the page opened. */
export async function visit(
  browser: Browser,
  address: string,
  { width = 1280, height = 800, colorScheme = 'light' }: VisitOptions = {},
): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme });
  const page = await context.newPage();
  const complaints: string[] = [];
  const judgements: string[] = [];
  page.on('console', (message) => {
    // Chromium reports a broken policy as a console error as well.
    if (message.type() === 'error') complaints.push(`${message.text()} ${message.location().url}`);
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (request.method() !== 'POST' || url.pathname !== '/api/v1/inspections') return;
    judgements.push(`${url.searchParams.get('model')} ${url.searchParams.get('picture')}`);
  });
  await page.goto(`${address}/`);
  // Keys pressed before React has drawn the frame go nowhere.
  await page.getByRole('radio', { name: 'YOLOv8', exact: true }).waitFor({ state: 'attached' });
  return { page, context, complaints, judgements };
}
