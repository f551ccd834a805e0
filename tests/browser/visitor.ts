// SPDX-License-Identifier: MIT
/** What a visitor sees and does: the banner, the settings, the way back; and what their browser keeps. */
import { readFileSync } from 'node:fs';
import type { BrowserContext, Locator, Page } from 'playwright-core';
import type { Language } from '../../web/banner/language.ts';
import { site } from './clinic.ts';

/** The words of a language, as they are written. */
export function wordsOf(language: string): Language {
  return JSON.parse(readFileSync(`consent-config/languages/${language}.json`, 'utf8')) as Language;
}

const english = wordsOf('en');

export function bannerOf(page: Page, words: Language = english): Locator {
  return page.getByRole('region', { name: words.banner.region });
}

export function settingsOf(page: Page, words: Language = english): Locator {
  return page.getByRole('dialog', { name: words.settings.title });
}

/** The button that stays on each page. */
export function wayBack(page: Page, words: Language = english): Locator {
  return page.getByRole('button', { name: words.banner.reopen });
}

export function buttonIn(place: Locator, name: string): Locator {
  return place.getByRole('button', { name, exact: true });
}

/** A category's or service's switch; a service's shows once its category is unfolded. */
export function switchIn(dialog: Locator, name: string): Locator {
  return dialog.getByRole('switch', { name, exact: true });
}

/** Opens the settings from the banner. */
export async function choose(page: Page): Promise<Locator> {
  await buttonIn(bannerOf(page), english.banner.choose).click();
  return opened(page);
}

/** Opens the settings by the way back. */
export async function reopen(page: Page): Promise<Locator> {
  await wayBack(page).click();
  return opened(page);
}

async function opened(page: Page): Promise<Locator> {
  const dialog = settingsOf(page);
  await dialog.waitFor();
  return dialog;
}

/** Unfolds the services of a category. */
export async function unfold(dialog: Locator, category: string): Promise<void> {
  const heading = dialog.page().getByRole('heading', { name: category, exact: true });
  await dialog.locator('section').filter({ has: heading }).locator('summary').click();
}

/** Names of the site's cookies, but the server's own. */
export async function siteCookies(visitor: BrowserContext): Promise<string[]> {
  const cookies = await visitor.cookies(site);
  return cookies
    .filter(({ httpOnly }) => !httpOnly)
    .map(({ name }) => name)
    .sort();
}

/** The site's cookies that are no records. */
export async function optionalCookies(visitor: BrowserContext): Promise<string[]> {
  return (await siteCookies(visitor)).filter((name) => !name.startsWith('cookie_consent_'));
}

/** Names of all that the page finds in its storages, but for what waits for the collector. */
export function storedItems(page: Page): Promise<string[]> {
  return page.evaluate(async () => [
    ...Object.keys(localStorage).filter((name) => name !== 'akkoord_tell'),
    ...Object.keys(sessionStorage),
    ...(await indexedDB.databases()).map(({ name }) => `${name}`),
    ...(await caches.keys()),
  ]);
}

export interface Watch {
  /** What Akkoord said in the console. */
  readonly lines: string[];
  /** What no page code caught. */
  readonly errors: string[];
}

/** Listens to all pages and frames of a visitor. */
export function watch(visitor: BrowserContext): Watch {
  const seen: Watch = { lines: [], errors: [] };
  visitor.on('console', (message) => {
    if (message.text().startsWith('Akkoord:')) seen.lines.push(message.text());
  });
  visitor.on('weberror', (error) => {
    seen.errors.push(`${error.error().message}`);
  });
  return seen;
}
