// SPDX-License-Identifier: MIT
/** Fills the places that a page has for the cookie declaration. */
import { pickLanguage, wantedLanguages } from '../banner/language.ts';
import type { DeclarationModule } from '../declaration/declaration-context.ts';
import type { RunningPage } from '../running-page.ts';
import { currentChoice } from './choice.ts';
import { wholeModule } from './whole-module.ts';

export async function declare({ data, fileUrl, state }: RunningPage): Promise<void> {
  const places = [...document.querySelectorAll<HTMLElement>('[data-akkoord-declaration]')];
  if (!places.length) return;
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
      return record && choice ? { gpc, record, choice } : { gpc };
    },
    openSettings: () => (window.akkoord as { open(): Promise<void> }).open(),
    ...(data.theme ? { theme: data.theme } : {}),
  });
}
