// SPDX-License-Identifier: MIT
/** Embeds and their placeholders in the clinic's pages, as tests find them. */
import type { FrameLocator, Locator, Page } from 'playwright-core';
import type { Language } from '../../web/banner/language.ts';
import { wordsOf } from './visitor.ts';

export const film = 'https://www.youtube.com/embed/2passFilm01';
export const map = 'https://www.google.com/maps/embed?pb=1';
export const words: Language = wordsOf('en');
export const embed: Language['embed'] = words.embed;

/** Placeholders of a service, by its name. */
export function placeholderOf(
  page: Page,
  service: string,
  { title }: { readonly title: string } = embed,
): Locator {
  return page.getByRole('group', { name: title.replace('{service}', service) });
}

export interface FrameWishes {
  readonly src?: string;
  readonly style?: string;
  readonly width?: string;
  readonly height?: string;
}

/** Puts a frame with id "late" first into the page's content. */
export function insertFrame(page: Page, wishes: FrameWishes): Promise<void> {
  return page.evaluate((attributes) => {
    const frame = document.createElement('iframe');
    frame.id = 'late';
    frame.title = 'Late';
    for (const [name, value] of Object.entries(attributes)) frame.setAttribute(name, value);
    document.querySelector('main')?.prepend(frame);
  }, wishes);
}

export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export function placeOf(at: Locator): Promise<Place> {
  return at.evaluate((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return { x: x + scrollX, y: y + scrollY, width, height };
  });
}

/** What "show once" has opened: the site's frame page, and the vendor's in it. */
export function shownIn(page: Page, title: string): { frame: Locator; inner: FrameLocator } {
  const frame = page.locator(`akkoord-embed iframe[title="${title}"]`);
  return { frame, inner: frame.contentFrame().frameLocator('iframe') };
}
