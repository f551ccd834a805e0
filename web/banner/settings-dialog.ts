// SPDX-License-Identifier: MIT
/**
 * The second layer, loaded on use: a modal dialog in which categories and services are chosen one by one.
 *
 * Nothing is ticked that the visitor has not granted, and closing it changes nothing (EDPB 05/2020, 86).
 */
import type { PageData } from '../page-data.ts';
import type { CategoryChoice, Choice } from '../records.ts';
import { type CategoryName, categoryNames } from '../records.ts';
import type { Chooser, Settled } from './chooser.ts';
import { button, element, icon, shadowRoot } from './element.ts';
import { type Language, noticeOf, type ServiceText } from './language.ts';
import receiptCss from './receipt-offer.css';
import { receiptOffer } from './receipt-offer.ts';
import cardCss from './service-card.css';
import { serviceCard } from './service-card.ts';
import css from './settings.css';

export interface SettingsModule {
  openSettings: typeof openSettings;
}

/** A category's switch over those of its services; none where all of these are exempt. */
interface CategorySwitch {
  readonly category: CategoryName;
  readonly input: HTMLInputElement | undefined;
  readonly services: ReadonlyMap<string, HTMLInputElement>;
}

const crossPath = 'M6 6l12 12M18 6L6 18';
const hostName = 'akkoord-settings';

export function openSettings(
  language: Language,
  data: PageData,
  chooser: Chooser,
  finish: (choosing: Promise<Settled>) => Promise<Settled>,
): void {
  if (document.querySelector(hostName)) return;
  const { settings: text } = language;
  const host = document.createElement(hostName);
  const root = shadowRoot(host, css + cardCss + receiptCss + data.css);
  const current = chooser.current();
  const opened_ms = performance.now();
  const switches: CategorySwitch[] = [];
  const cards = categoryNames.flatMap((category) => {
    const services = language.services.filter((service) => service.category === category);
    return services.length
      ? categoryCard(category, services, language, chooser, switches, data.country())
      : [];
  });

  const sensitive = element('input', { type: 'checkbox' });
  sensitive.checked = !!current?.sensitive;
  const message = element('p', { role: 'status', class: 'note' });
  message.hidden = true;

  const choose = async (choice: Choice): Promise<void> => {
    const settled = await finish(chooser.choose(choice, opened_ms));
    if (settled !== 'not_kept') return dialog.close();
    message.hidden = false;
    message.textContent = language.banner.not_kept;
  };
  const close = button('', () => dialog.close(), 'close');
  close.setAttribute('aria-label', text.close);
  close.append(icon(crossPath));
  const title = element('h2', { id: 'title' }, text.title);
  const dialog = element(
    'dialog',
    { lang: language.language, dir: language.direction, 'aria-labelledby': 'title' },
    element('div', { class: 'top' }, title, close),
    element(
      'div',
      { class: 'middle', tabindex: '-1' },
      element('p', {}, text.intro),
      ...(chooser.gpc ? [element('p', { class: 'note' }, text.gpc)] : []),
      ...cards,
      element('label', { class: 'tick' }, sensitive, element('span', {}, text.on_sensitive)),
      element(
        'p',
        { class: 'fine' },
        text.withdraw_note,
        ' ',
        element('a', { href: noticeOf(language.banner, data) }, language.banner.privacy_notice),
      ),
      ...authorityLine(language, data.country()),
      ...(chooser.saveReceipt ? [receiptOffer(text, chooser.saveReceipt)] : []),
      message,
    ),
    element(
      'div',
      { class: 'foot' },
      button(
        text.accept_all,
        () => choose({ ...chooser.everything, sensitive: sensitive.checked }),
        'accept_all',
      ),
      button(text.reject_all, () => choose(chooser.nothing), 'reject_all'),
      button(text.save, () => choose(chosen(switches, sensitive.checked)), 'save'),
    ),
  );
  dialog.addEventListener('close', () => host.remove());
  root.append(dialog);
  document.body.append(host);
  dialog.showModal();
}

function categoryCard(
  category: CategoryName,
  services: readonly ServiceText[],
  language: Language,
  chooser: Chooser,
  switches: CategorySwitch[],
  country: string,
): HTMLElement {
  const { settings: text, language: lang } = language;
  const { name, description } = language.categories[category];
  const optional = category !== 'mandatory';
  const current = chooser.current();
  const refused = chooser.gpc && category === 'advertising';
  const inputs = new Map<string, HTMLInputElement>();
  const asked: HTMLInputElement[] = [];
  const list = services.map((service) => {
    const input = optional ? toggle(service.name, refused) : undefined;
    const isExempt = isExemptIn(country, service);
    if (input) {
      // What needs no consent runs before any choice; all else is off until it was granted.
      input.checked = !refused && (current?.services[service.id] ?? isExempt);
      inputs.set(service.id, input);
      if (service.exempt !== true) asked.push(input);
    }
    return serviceCard(service, text, lang, input, isExempt);
  });

  const input = asked.length ? toggle(name, refused) : undefined;
  if (input && optional) {
    input.checked = !refused && !!current?.[category];
    follow(input, asked);
  }
  if (optional) switches.push({ category, input, services: inputs });
  const always = optional ? [] : [element('span', { class: 'on' }, text.always_on)];
  return element(
    'section',
    {},
    element(
      'div',
      { class: 'head' },
      element('div', {}, element('h3', {}, name), element('p', {}, description)),
      ...(input ? [input] : always),
    ),
    element(
      'details',
      {},
      element('summary', {}, `${text.services} (${services.length})`),
      element('ul', {}, ...list),
    ),
  );
}

/** Whether a service needs no consent on pages of `country`. */
function isExemptIn(country: string, { exempt = [] }: ServiceText): boolean {
  return exempt === true || exempt.includes(country);
}

/** Who takes complaints there; on pages of no country, in each. */
function authorityLine(
  { authority, authorities }: Language,
  country: string,
): readonly HTMLElement[] {
  const own = authorities[country];
  const links = (own ? [own] : Object.values(authorities)).map(([name, href]) =>
    element('a', { href, target: '_blank', rel: 'noopener', dir: 'auto' }, name),
  );
  const line = links.flatMap((link, at) => (at ? [', ', link] : [link]));
  return links.length ? [element('p', { class: 'fine' }, `${authority}: `, ...line)] : [];
}

function toggle(name: string, disabled: boolean): HTMLInputElement {
  const input = element('input', { type: 'checkbox', role: 'switch', 'aria-label': name });
  input.disabled = disabled;
  return input;
}

/** The services follow their category; it follows them once they all agree. */
function follow(category: HTMLInputElement, services: readonly HTMLInputElement[]): void {
  category.addEventListener('change', () => {
    for (const service of services) service.checked = category.checked;
  });
  for (const service of services) {
    service.addEventListener('change', () => {
      if (services.every(({ checked }) => checked === service.checked)) {
        category.checked = service.checked;
      }
    });
  }
}

function chosen(switches: readonly CategorySwitch[], sensitive: boolean): Choice {
  const granted = (name: keyof CategoryChoice): boolean =>
    switches.some(({ category, input }) => category === name && input?.checked);
  const services = switches.flatMap((one) =>
    [...one.services].map(([id, { checked }]): [string, boolean] => [id, checked]),
  );
  return {
    functional: granted('functional'),
    analytical: granted('analytical'),
    advertising: granted('advertising'),
    social: granted('social'),
    sensitive,
    services: Object.fromEntries(services),
  };
}
