// SPDX-License-Identifier: MIT
/** One service in the second layer: whose it is, what for, what it keeps and how long. */
import { element } from './element.ts';
import type { ServiceText, SettingsText } from './language.ts';
import { countryName, lifetimeWords } from './lifetime.ts';

export function serviceCard(
  service: ServiceText,
  text: SettingsText,
  language: string,
  input: HTMLInputElement | undefined,
  isExempt: boolean,
): HTMLElement {
  const head = element('div', { class: 'head' }, element('h4', {}, service.name));
  if (input) head.append(input);
  const provider = service.notice
    ? element(
        'a',
        { href: service.notice, target: '_blank', rel: 'noopener', dir: 'auto' },
        service.provider,
      )
    : element('bdi', {}, service.provider);
  const facts = element(
    'dl',
    {},
    ...fact(text.purpose, service.purpose),
    ...fact(text.provider, provider),
    ...fact(text.country, countryName(service.country, language)),
    ...fact(text.cookies, ...cookieLines(service, text, language)),
  );
  if (service.storage.length) {
    facts.append(...fact(text.storage, ...service.storage.map(storedName)));
  }
  const note = isExempt ? [element('p', {}, text.exempt)] : [];
  return element('li', {}, head, ...note, facts);
}

function fact(term: string, ...details: readonly (Node | string)[]): readonly HTMLElement[] {
  return [
    element('dt', {}, term),
    element('dd', {}, ...details.map((detail) => element('div', {}, detail))),
  ];
}

function storedName(name: string): HTMLElement {
  return element('code', { translate: 'no', dir: 'ltr' }, name);
}

function cookieLines(
  { cookies }: ServiceText,
  text: SettingsText,
  language: string,
): readonly (Node | string)[] {
  if (!cookies.length) return [text.no_cookies];
  return cookies.map(([name, lifetime_s, host]) => {
    const kept = lifetime_s ? lifetimeWords(lifetime_s, language) : text.session;
    const place = host ? ` (${host})` : '';
    return element('span', {}, storedName(name), `${place}: ${kept}`);
  });
}
