// SPDX-License-Identifier: MIT
/** Chromium, driven by Playwright. */
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { quietly, wholeChromium } from '../../quiet-chromium.ts';
import type { Engine, EngineVisitor } from './engine.ts';
import { secureOrigin } from './engine.ts';

/** Rules and fetchLater reach secure origins alone: so count the vendors, too. */
const secureOrigins = [
  secureOrigin,
  ...['advertising', 'analytical'].map((name) => `http://${name}.vendor-lab.test`),
];

const patience_ms = 30_000;

export async function launchChromium(port: number): Promise<Engine> {
  const browser = await chromium.launch({
    executablePath: wholeChromium,
    args: [
      ...quietly,
      `--host-resolver-rules=MAP * 127.0.0.1:${port}`,
      `--unsafely-treat-insecure-origin-as-secure=${secureOrigins.join()}`,
    ],
  });
  return {
    name: 'chromium',
    version: `Chromium ${browser.version()}`,
    visitor: () => visitorOf(browser),
    close: () => browser.close(),
  };
}

async function visitorOf(browser: Browser): Promise<EngineVisitor> {
  const permissions = ['local-network-access'];
  const context = await browser.newContext({ permissions });
  context.setDefaultTimeout(patience_ms);
  const tabs = new Set<Page>();
  return visitorAt(context, tabs, await context.newPage(), () => context.close());
}

/** The visitor's page at hand; `tabs` are all that nobody but we have opened. */
function visitorAt(
  context: BrowserContext,
  tabs: Set<Page>,
  page: Page,
  close: () => Promise<void>,
): EngineVisitor {
  tabs.add(page);
  page.on('dialog', (dialog) => dialog.dismiss().catch(() => {}));
  return {
    async open(url) {
      for (const popup of context.pages()) if (!tabs.has(popup)) await popup.close();
      await page.goto(url, { waitUntil: 'load' }).catch((error: Error) => {
        // A page that leads elsewhere, or loads for ever, has shown what it does.
        if (!/Timeout|interrupted|ERR_ABORTED/.test(error.message)) throw error;
      });
    },
    evaluate: <T>(body: string) => page.evaluate<T>(`(async () => { ${body} })()`),
    click: (selector) => page.locator(selector).first().click(),
    press: (keys) => page.keyboard.press(keys),
    resize: (width, height) => page.setViewportSize({ width, height }),
    cookies: () => context.cookies(),
    async tab() {
      const other = await context.newPage();
      return visitorAt(context, tabs, other, () => other.close());
    },
    close,
  };
}
