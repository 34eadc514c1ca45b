import { type Browser, chromium, type Page } from 'playwright-core';
import { chromiumPath } from '../editor/editor-page.ts';

export type OpenBrowser = {
  readonly browser: Browser;
  /** A person of their own: cookies, storage and all. What the page throws or is refused fails the test at `close`. */
  person(options?: { readonly dark?: boolean; readonly width?: number }): Promise<Page>;
  close(): Promise<void>;
};

/** Headless Chromium for the journeys; errors of the pages are collected, never overlooked. */
export const openBrowser = async (): Promise<OpenBrowser> => {
  const browser = await chromium.launch({
    executablePath: chromiumPath,
    args: ['--no-sandbox', '--disable-quic', '--disable-background-networking'],
  });
  const broken: string[] = [];
  return {
    browser,
    async person({ dark = false, width = 1440 } = {}) {
      const context = await browser.newContext({
        viewport: { width, height: 900 },
        colorScheme: dark ? 'dark' : 'light',
      });
      const page = await context.newPage();
      page.on('pageerror', (error) => broken.push(`${page.url()}: ${error.message}`));
      page.setDefaultTimeout(15_000);
      return page;
    },
    async close() {
      await browser.close();
      if (broken.length > 0) throw new Error(`pages threw:\n${broken.join('\n')}`);
    },
  };
};
