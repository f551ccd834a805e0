// SPDX-License-Identifier: MIT
/** Which language the visitor reads, and its words. */
import type { BannerText, PageData } from '../page-data.ts';
import type { CategoryName } from '../records.ts';
import type { ReceiptText } from './receipt-offer.ts';

/** Words of the second layer: `settings` of consent-config/languages. */
export interface SettingsText extends ReceiptText {
  readonly title: string;
  readonly intro: string;
  readonly save: string;
  readonly close: string;
  readonly always_on: string;
  readonly accept_all: string;
  readonly reject_all: string;
  readonly on_sensitive: string;
  readonly provider: string;
  readonly purpose: string;
  readonly kept: string;
  readonly cookies: string;
  readonly storage: string;
  readonly session: string;
  readonly country: string;
  readonly services: string;
  readonly gpc: string;
  readonly no_cookies: string;
  readonly withdraw_note: string;
  /** Of a service that needs no consent: that one may object to it. */
  readonly exempt: string;
}

/** Words of the placeholders: `embed` of consent-config/languages. */
export interface EmbedText {
  /** Of the group: {service}. */
  readonly title: string;
  /** Who would see the visitor: {service}, {provider}, {country}. */
  readonly body: string;
  readonly show_once: string;
  readonly always_show: string;
  readonly open_link: string;
  /** Of the frame that "show once" opens, where the page gave none: {service}. */
  readonly frame_title: string;
}

export interface ServiceText {
  readonly id: string;
  readonly name: string;
  readonly category: CategoryName;
  readonly provider: string;
  readonly country: string;
  readonly notice: string;
  readonly purpose: string;
  readonly session_replay: boolean;
  /** It runs without consent, unless the visitor objects: everywhere, or in these countries. */
  readonly exempt?: true | readonly string[];
  /** Name, lifetime in seconds (0: the session), and the host of a third-party cookie. */
  readonly cookies: readonly (readonly [name: string, lifetime_s: number, host?: string])[];
  readonly storage: readonly string[];
}

/** A file `LANG.json`. */
export interface Language {
  readonly language: string;
  readonly direction: string;
  readonly banner: BannerText;
  readonly settings: SettingsText;
  /** Who takes complaints, by country: name and page; and what such a body is called. */
  readonly authority: string;
  readonly authorities: Readonly<Record<string, readonly [name: string, complaint: string]>>;
  readonly embed: EmbedText;
  readonly categories: Readonly<
    Record<CategoryName, { readonly name: string; readonly description: string }>
  >;
  readonly services: readonly ServiceText[];
}

/** The first of `wanted` that is there, by its primary subtag; else the policy's own first. */
export function pickLanguage(wanted: readonly string[], there: readonly string[]): string {
  const primary = wanted.map((tag) => tag.toLowerCase().split('-')[0] ?? '');
  return primary.find((tag) => there.includes(tag)) ?? there[0] ?? '';
}

/** The page's language before the browser's: a banner in the page's own is never a surprise. */
export function wantedLanguages(): readonly string[] {
  return [document.documentElement.lang, ...navigator.languages];
}

/** Where the privacy notice for pages of this one's country stands. */
export function noticeOf({ notices }: BannerText, { country }: PageData): string {
  return `${notices[country()] ?? notices['']}`;
}

export async function loadLanguage(url: string): Promise<Language> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.json();
}
