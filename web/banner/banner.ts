// SPDX-License-Identifier: MIT
/**
 * The first layer: a region that asks, without taking the page away, and the way back on each page.
 *
 * Accept, reject and choose are one kind of button: refusing takes as much as accepting (CNIL 2020-092, 34).
 */
import type { BannerText, PageData } from '../page-data.ts';
import type { Choice } from '../records.ts';
import css from './banner.css';
import type { Chooser, Settled } from './chooser.ts';
import { button, element, icon, shadowRoot } from './element.ts';
import { keepFocusClear, passFocus } from './focus.ts';
import { type Language, loadLanguage, pickLanguage, wantedLanguages } from './language.ts';
import type { SettingsModule } from './settings-dialog.ts';

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
export async function pageBanner(
  data: PageData,
  fileUrl: (name: string) => string,
  chooser: Chooser,
): Promise<Banner> {
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
      chooser.warn(`${fileUrl(`${picked}.json`)} did not load: it asks in "${data.lang}".`);
    }
  }
  while (!document.body) await new Promise(requestAnimationFrame);
  return build(data, words, chooser, async () => {
    const module: Promise<SettingsModule> = import(fileUrl('akkoord-settings.js'));
    const [{ openSettings }, loaded] = await Promise.all([module, loadWords()]);
    return (settle) => openSettings(loaded, data, chooser, settle);
  });
}

type Settle = (choice: Choice) => Promise<Settled>;

function build(
  data: PageData,
  { lang, dir, text }: Words,
  chooser: Chooser,
  loadSettings: () => Promise<(settle: Settle) => void>,
): Banner {
  let release: (() => void) | undefined;
  const settle: Settle = async (choice) => {
    const settled = await chooser.choose(choice);
    if (settled === 'reloads') return settled;
    say(text[settled]);
    if (settled !== 'not_kept') {
      close();
      setTimeout(say, toast_ms, '');
    }
    return settled;
  };
  const open = async (): Promise<void> => {
    try {
      (await loadSettings())(settle);
    } catch {
      chooser.warn('the settings did not load. Upload all files that akkoord compile wrote.');
      ask();
      say(text.unavailable ?? '');
    }
  };
  const status = element('p', { role: 'status' });
  const region = element(
    'section',
    { 'aria-label': text.region, class: data.layout, hidden: '' },
    element(
      'div',
      {},
      element('h2', {}, icon(cookiePath), text.title),
      element('p', {}, text.body, ' ', element('a', { href: data.notice }, text.privacy_notice)),
    ),
    element(
      'div',
      {},
      button(text.accept_all, () => settle(chooser.everything)),
      button(text.reject_all, () => settle(chooser.nothing)),
      button(text.choose, open),
    ),
  );
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
