// SPDX-License-Identifier: MIT
/**
 * The first layer and the way back on each page. As box or bar it is a region that asks without taking the page away;
 * as dialog the page waits for it, and Escape puts the question off: nothing is granted, the next page asks again.
 *
 * Accept, reject and choose are one kind of button: refusing takes as much as accepting (CNIL 2020-092, 34).
 */
import type { BannerText, PageData } from '../page-data.ts';
import { type OptionalCategory, optionalCategories } from '../records.ts';
import css from './banner.css';
import type { Chooser, Settled } from './chooser.ts';
import { button, element, icon, shadowRoot } from './element.ts';
import { keepFocusClear } from './focus.ts';
import {
  type Language,
  loadLanguage,
  noticeOf,
  pickLanguage,
  wantedLanguages,
} from './language.ts';
import type { SettingsModule } from './settings-dialog.ts';
import { keepInBody } from './staying.ts';

/** What the first layer asks through. */
export interface Asking {
  /** Grants these, and refuses the rest. */
  choose(categories: readonly OptionalCategory[]): Promise<Settled>;
  /** Loads what a choice needs. */
  chooser(): Promise<Chooser>;
  fileUrl(name: string): string;
  warn(fault: string): void;
}

export interface Banner {
  ask(): void;
  open(): Promise<void>;
  close(): void;
}

const cookiePath =
  'M12 3a9 9 0 1 0 9 9 4.5 4.5 0 0 1-5-4 4.5 4.5 0 0 1-4-5ZM8.5 10h.01M8 15h.01M12.5 12.5h.01M14 17h.01';
const toast_ms = 6000;

interface Words {
  readonly lang: string;
  readonly dir: string;
  readonly text: BannerText;
}

/** Puts the way back into the page, as soon as that has a body. */
export async function pageBanner(data: PageData, asking: Asking): Promise<Banner> {
  const { fileUrl } = asking;
  const picked = pickLanguage(wantedLanguages(), data.langs);
  let words: Words = data;
  let language: Promise<Language> | undefined;
  const loadWords = (): Promise<Language> => {
    language ??= loadLanguage(fileUrl(`${picked}.json`));
    language.catch(() => {
      language = undefined;
    });
    return language;
  };
  if (picked !== data.lang) {
    try {
      const { direction, banner } = await loadWords();
      words = { lang: picked, dir: direction, text: banner };
    } catch {
      asking.warn(`${fileUrl(`${picked}.json`)} did not load: it asks in "${data.lang}".`);
    }
  }
  return build(data, words, asking, async (finish) => {
    const module: Promise<SettingsModule> = import(fileUrl('akkoord-settings.js'));
    const parts = [module, loadWords(), asking.chooser()] as const;
    const [{ openSettings }, loaded, chooser] = await Promise.all(parts);
    openSettings(loaded, data, chooser, finish);
  });
}

type Finish = (choosing: Promise<Settled>) => Promise<Settled>;

function build(
  data: PageData,
  { lang, dir, text }: Words,
  { choose, chooser, warn }: Asking,
  openSettings: (finish: Finish) => Promise<void>,
): Banner {
  const finish: Finish = async (choosing) => {
    const settled = await choosing;
    if (settled === 'reloads') return settled;
    if (settled !== 'not_kept') {
      close();
      setTimeout(say, toast_ms, '');
    }
    say(text[settled]);
    return settled;
  };
  /** Says so where what a choice needs does not load. */
  const attempt = async (act: Promise<unknown>): Promise<void> => {
    try {
      await act;
    } catch (fault) {
      warn(`${fault}. Upload all files that akkoord compile wrote.`);
      ask();
      say(text.unavailable);
    }
  };
  const open = (): Promise<void> => attempt(openSettings(finish));
  const decide = (categories: readonly OptionalCategory[]): Promise<void> =>
    attempt(finish(choose(categories)));
  const status = element('p', { role: 'status' });
  const region: HTMLElement & Partial<HTMLDialogElement> = element(
    data.layout === 'dialog' ? 'dialog' : 'section',
    { 'aria-label': text.region, class: data.layout, tabindex: '-1', hidden: '' },
    element(
      'div',
      {},
      element('h2', {}, icon(cookiePath), text.title),
      element(
        'p',
        {},
        text.body,
        ' ',
        element('a', { href: noticeOf(text, data) }, text.privacy_notice),
      ),
    ),
    element(
      'div',
      {},
      button(text.accept_all, () => decide(optionalCategories), 'accept_all'),
      button(text.reject_all, () => decide([]), 'reject_all'),
      button(text.choose, open, 'choose'),
    ),
  );
  for (const near of ['pointerenter', 'focusin']) {
    region.addEventListener(near, () => chooser().catch(() => {})); // about to choose, perhaps
  }
  const reopen = button('', open, 'reopen');
  reopen.append(icon(cookiePath), element('span', {}, text.reopen));

  const frame = element('div', { lang, dir }, status, region, reopen);
  const host = document.createElement('akkoord-banner');
  const root = shadowRoot(host, css + data.css);
  root.append(frame);
  keepFocusClear(region, frame, host);

  /** An open dialog takes from all else what is said outside of it. */
  function say(words: string): void {
    const place = region.open ? region : frame;
    if (status.parentNode !== place) place.prepend(status);
    status.textContent = words;
  }
  function show(): void {
    if (!region.showModal || region.hidden || !region.isConnected) return;
    region.open = false; // it may have been taken out of the page while open
    region.showModal();
    region.focus(); // and no answer, which a stray Enter would give
  }
  function ask(): void {
    if (!region.hidden) return;
    region.hidden = false;
    reopen.hidden = true;
    show();
  }
  function close(): void {
    const hadFocus = root.activeElement;
    region.close?.();
    region.hidden = true;
    reopen.hidden = false;
    // A dialog gives it back to where it was.
    if (hadFocus && !region.close) reopen.focus();
  }

  region.addEventListener('close', close);
  keepInBody(host, show);
  document.addEventListener('click', (event) => {
    const target = event.target as Element | null;
    if (!target?.closest?.('a[href="#akkoord"],[data-akkoord-open]')) return;
    event.preventDefault();
    open();
  });
  return { ask, open, close };
}
