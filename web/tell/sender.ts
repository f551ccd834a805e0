// SPDX-License-Identifier: MIT
/** What a page tells of itself: neither its address nor its title. */
import { pickLanguage, wantedLanguages } from '../banner/language.ts';
import type { PageData } from '../page-data.ts';
import type { ChoiceEvent, Sender } from './choice-event.ts';

/** A screen no wider than this is small. */
const small_px = 640;
const hosts = ['', 'akkoord-banner', 'akkoord-settings'] as const;

/** `layer`: what asked; 0 where neither layer was open. */
export function senderOf(data: PageData, layer: ChoiceEvent['layer']): Sender {
  return {
    site: location.host,
    policy: data.id,
    revision: data.r,
    language: languageShown(data, layer),
    jurisdiction: data.country() || 'ZZ',
    variant: data.layout,
    device: matchMedia(`(max-width: ${small_px}px)`).matches ? 'small' : 'large',
  };
}

/** The language of the words on the screen: the banner speaks another than it wanted to where its words did not load. */
function languageShown({ langs }: PageData, layer: ChoiceEvent['layer']): string {
  const root = layer ? document.querySelector(hosts[layer])?.shadowRoot : undefined;
  const shown = root?.querySelector<HTMLElement>('[lang]')?.lang;
  return shown || pickLanguage(wantedLanguages(), langs);
}
