// SPDX-License-Identifier: MIT
/**
 * The first layer: a region that asks, without taking the page away, and the way back on each page.
 *
 * Accept, reject and choose are one kind of button: refusing takes as much as accepting (CNIL 2020-092, 34).
 */
import type { BannerText, PageData } from '../page-data.ts';
import { type OptionalCategory, optionalCategories } from '../records.ts';
import css from './banner.css';
import type { Chooser, Settled } from './chooser.ts';
import { button, element, icon, shadowRoot } from './element.ts';
import { keepFocusClear, passFocus } from './focus.ts';
import {
  type Language,
  loadLanguage,
  noticeOf,
  pickLanguage,
  wantedLanguages,
} from './language.ts';
import type { SettingsModule } from './settings-dialog.ts';

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

/** Puts the way back into the page, once that has a body. */
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
  while (!document.body) await new Promise(requestAnimationFrame);
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
  let release: (() => void) | undefined;
  const finish: Finish = async (choosing) => {
    const settled = await choosing;
    if (settled === 'reloads') return settled;
    say(text[settled]);
    if (settled !== 'not_kept') {
      close();
      setTimeout(say, toast_ms, '');
    }
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
  const region = element(
    'section',
    { 'aria-label': text.region, class: data.layout, hidden: '' },
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
      button(text.accept_all, () => decide(optionalCategories)),
      button(text.reject_all, () => decide([])),
      button(text.choose, open),
    ),
  );
  for (const near of ['pointerenter', 'focusin']) {
    region.addEventListener(near, () => chooser().catch(() => {})); // about to choose, perhaps
  }
  const reopen = button('', open);
  reopen.append(icon(cookiePath), element('span', {}, text.reopen));

  function say(words: string): void {
    status.textContent = words;
  }
  function ask(): void {
    if (!region.hidden) return;
    region.hidden = false;
    reopen.hidden = true;
    release = keepFocusClear(region);
  }
  function close(): void {
    release?.();
    passFocus(root, reopen, () => {
      region.hidden = true;
      reopen.hidden = false;
    });
  }

  const host = document.createElement('akkoord-banner');
  const root = shadowRoot(host, css, data.theme);
  root.append(element('div', { lang, dir }, status, region, reopen));
  document.body.prepend(host);
  document.addEventListener('click', (event) => {
    const target = event.target as Element | null;
    if (!target?.closest?.('a[href="#akkoord"],[data-akkoord-open]')) return;
    event.preventDefault();
    open();
  });
  return { ask, open, close };
}
