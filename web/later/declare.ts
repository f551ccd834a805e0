// SPDX-License-Identifier: MIT
/** Fills the places that a page has for the cookie declaration. */
import { pickLanguage, wantedLanguages } from '../banner/language.ts';
import type { DeclarationModule } from '../declaration/declaration-context.ts';
import type { RunningPage } from '../running-page.ts';
import { currentChoice, receiptOf } from './choice.ts';
import { wholeModule } from './whole-module.ts';

/** Places that are filled, or were tried: what can't be loaded isn't asked for at every change of the page. */
const begun = new WeakSet<HTMLElement>();

/** Called again for each change of the page; places that came since are filled. */
export async function declare(page: RunningPage): Promise<void> {
  const { data, fileUrl, state } = page;
  const all = [...document.querySelectorAll<HTMLElement>('[data-akkoord-declaration]')];
  const places = all.filter((place) => !begun.has(place));
  if (!places.length) return;
  for (const place of places) begun.add(place);
  const module: DeclarationModule = await import(fileUrl('akkoord-declaration.js'));
  await module.showDeclarations(places, {
    async text(place) {
      const wanted = [place.closest<HTMLElement>('[lang]')?.lang ?? '', ...wantedLanguages()];
      const { jurisdiction } = state();
      const country = data.countries && jurisdiction ? `-${jurisdiction}` : '';
      const language = pickLanguage(wanted, data.langs);
      const answer = await fetch(fileUrl(`declaration-${language}${country}.json`));
      if (!answer.ok) throw new Error(`${answer.status}`);
      return answer.json();
    },
    visitor() {
      const { gpc, record } = state();
      const choice = currentChoice(wholeModule(data));
      return record && choice ? { gpc, record, choice, saveReceipt: receiptOf(page) } : { gpc };
    },
    openSettings: () => (window.akkoord as { open(): Promise<void> }).open(),
    css: data.css,
  });
}
