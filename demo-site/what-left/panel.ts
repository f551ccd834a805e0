// SPDX-License-Identifier: MIT
/** Draws counts: a big figure with its bar, and a list of services under their categories. */
import { type CategoryName, categories, type ServiceTally, sum } from './tally.ts';

const headings: Readonly<Record<CategoryName, string>> = {
  mandatory: 'Mandatory',
  functional: 'Functional',
  analytical: 'Analytical',
  advertising: 'Advertising',
  social: 'Social media',
  unknown: 'Unknown to the policy',
};

const max_names_shown = 12;

export function drawFigure(figure: Element, bar: Element, services: readonly ServiceTally[]): void {
  const total = sum(services);
  if (figure.textContent !== String(total)) figure.textContent = String(total);
  const parts = categories.flatMap((category) => {
    const count = sum(services.filter((service) => service.category === category));
    if (count === 0) return [];
    const part = element('i', category);
    part.style.flexGrow = String(count);
    part.title = `${headings[category]}: ${count}`;
    return [part];
  });
  bar.replaceChildren(...parts);
}

export function drawList(
  list: Element,
  services: readonly ServiceTally[],
  names: Readonly<Record<string, string>>,
  empty: string,
): void {
  if (services.length === 0) {
    list.replaceChildren(element('p', 'empty', empty));
    return;
  }
  const most = Math.max(...services.map(({ count }) => count), 1);
  const groups = categories.flatMap((category) => {
    const own = services.filter((service) => service.category === category);
    if (own.length === 0) return [];
    const group = element('div', `group ${category}`);
    const heading = element('h4', '', headings[category]);
    heading.append(element('b', '', String(sum(own))));
    const rows = element('ul', '');
    rows.append(...own.map((service) => row(service, names, most)));
    group.append(heading, rows);
    return [group];
  });
  list.replaceChildren(...groups);
}

function row(
  service: ServiceTally,
  names: Readonly<Record<string, string>>,
  most: number,
): Element {
  const { hosts, stored, count } = service;
  const item = element('li', '');
  item.style.setProperty('--share', String(count / most));
  const [first_host] = hosts.keys();
  const id = service.service;
  const name = id === null ? (first_host ?? 'Stored by no known service') : (names[id] ?? id);
  item.append(element('span', 'service', name), element('b', '', count > 0 ? String(count) : ''));
  if (id !== null && hosts.size > 0) {
    const told = [...hosts].map(([host, times]) => (times > 1 ? `${host} \u00d7${times}` : host));
    item.append(element('small', 'hosts', told.slice(0, max_names_shown).join('  ')));
  }
  if (stored.size > 0) {
    const chips = element('small', 'stored');
    const shown = [...stored].slice(0, max_names_shown);
    chips.append(...shown.map((each) => element('code', '', each)));
    item.append(chips);
  }
  return item;
}

function element(name: string, className: string, text = ''): HTMLElement {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}
